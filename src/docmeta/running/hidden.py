"""Files and folders that nobody means when naming the folder around them."""

from __future__ import annotations


def is_hidden(name: str) -> bool:
    """Whether a name is that of a hidden file or folder, of an open Office document's lock, or of macOS's own folder in archives.

    >>> [is_hidden(name) for name in (".git", "~$papers.xlsx", "__MACOSX", "papers.xlsx", "..")]
    [True, True, True, False, False]
    """
    return name not in (".", "..") and (name.startswith((".", "~$")) or name == "__MACOSX")
