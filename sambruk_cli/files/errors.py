"""What the system says of a file that cannot be used, in words of ours."""

from __future__ import annotations

import errno

from sambruk_cli.findings import Stop
from sambruk_cli.messages import Message


class Unreadable(Stop):
    """A file of the user's that cannot be used, with the findings that say why."""


class Unusable(OSError):
    """A file is there and will not be used; `why` says the reason."""

    def __init__(self, why: Message) -> None:
        super().__init__(why.text("en"))
        self.why = why


NOT_ORDINARY = Message.of("not an ordinary file")

_REASONS = {
    errno.EACCES: Message.of("permission denied"),
    errno.EBADF: Message.of("it is closed"),
    errno.EBUSY: Message.of("device or resource busy"),
    errno.EDQUOT: Message.of("disk quota exceeded"),
    errno.EEXIST: Message.of("file exists"),
    errno.EFBIG: Message.of("file too large"),
    errno.EINVAL: Message.of("invalid argument"),
    errno.EIO: Message.of("input/output error"),
    errno.EISDIR: Message.of("is a directory"),
    errno.ELOOP: Message.of("too many levels of symbolic links"),
    errno.EMFILE: Message.of("too many open files"),
    errno.ENAMETOOLONG: Message.of("file name too long"),
    errno.ENOENT: Message.of("no such file or directory"),
    errno.ENOMEM: Message.of("cannot allocate memory"),
    errno.ENOSPC: Message.of("no space left on device"),
    errno.ENOTDIR: Message.of("not a directory"),
    errno.ENOTEMPTY: Message.of("directory not empty"),
    errno.ENXIO: Message.of("no such device or address"),
    errno.EPERM: Message.of("operation not permitted"),
    errno.EPIPE: Message.of("broken pipe"),
    errno.EROFS: Message.of("read-only file system"),
    errno.ETXTBSY: Message.of("text file busy"),
}


def reason(error: OSError | ValueError) -> Message:
    """Why a file cannot be read or written, in the user's language where it is a known reason."""
    if isinstance(error, Unusable):
        return error.why
    number = error.errno if isinstance(error, OSError) else None
    if number in _REASONS:
        return _REASONS[number]
    text = (isinstance(error, OSError) and error.strerror) or str(error)
    return Message.of('the system says "{text}"', text=text.lower())
