"""Addresses as sources and targets: what one looks like, what may be said of it, and how it is read and written.

Nothing here is called but for an address that the user names.
"""

from docmeta.remote.address import is_address, is_archive, is_web, local_path, named, scrubbed, shown
from docmeta.remote.opening import Arrived, arriving, found
from docmeta.remote.pace import paced
from docmeta.remote.stores import Upload

__all__ = [
    "Arrived",
    "Upload",
    "arriving",
    "found",
    "is_address",
    "is_archive",
    "is_web",
    "local_path",
    "named",
    "paced",
    "scrubbed",
    "shown",
]
