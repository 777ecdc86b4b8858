"""What makes a folder a workspace."""

MARKER = "config/association.toml"
