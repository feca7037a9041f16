"""Look into a zipped file without being overwhelmed by it."""

import io
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from vov_app.forms.tables import NotATable

MOST_ENTRIES: Final = 500
MOST_UNPACKED: Final = 120 * 1024 * 1024
_LARGE: Final = 10 * 1024 * 1024
_MOST_RATIO: Final = 250  # what a workbook that is all the same comes to is 100; deflate goes up to 1032
_ENTRY: Final = b"PK\x01\x02"
_SCRAMBLED: Final = 0x1
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# Whatever zipfile makes of bytes that only look like its own.
_BROKEN: Final = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, KeyError, NotImplementedError,
    RuntimeError, OverflowError,
)  # fmt: skip


@contextmanager
def unzipped(data: bytes) -> Iterator[zipfile.ZipFile]:
    """The files in it, once it is known that they are few and small enough.

    Raises:
        NotATable: there is too much in it, it is locked, or it is broken, now or while it is being read.
    """
    try:
        # Counted in the bytes: to open a directory of a million entries is costly itself.
        if data.count(_ENTRY) > MOST_ENTRIES:
            raise NotATable("bomb")
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check(archive.infolist())
            yield archive
    except NotATable:
        raise
    except _BROKEN as error:
        raise NotATable("broken") from error


def _check(entries: list[zipfile.ZipInfo]) -> None:
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED or any(_is_bomb(e) for e in entries):
        raise NotATable("bomb")
    if any(entry.flag_bits & _SCRAMBLED for entry in entries):
        raise NotATable("encrypted")
    names = Counter(entry.filename.casefold() for entry in entries)
    if max(names.values(), default=1) > 1 or any(e.compress_type not in _METHODS for e in entries):
        raise NotATable("broken")


def _is_bomb(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > max(_LARGE, _MOST_RATIO * entry.compress_size)
