"""Formats and how they join: the hook, what a format says of itself, and the registry."""

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
