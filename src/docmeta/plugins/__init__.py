"""Formats as plugins: the hook, the records that describe a format, and the registry."""

from docmeta.plugins.formats import Context, Format, Transform, Writer, hookimpl
from docmeta.plugins.limits import Limits
from docmeta.plugins.registry import Registry, default

__all__ = [
    "Context",
    "Format",
    "Limits",
    "Registry",
    "Transform",
    "Writer",
    "default",
    "hookimpl",
]
