"""URLs as sources and targets: how to recognise, display, read and write them.

This code runs only for URLs that the user names.
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
