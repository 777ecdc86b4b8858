"""Letters by e-mail: messages with a document attached, as files or through a server."""
