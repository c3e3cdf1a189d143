"""Finding formats: plugins are discovered when a format is first needed, never at import.

A plugin that fails is named, with its distribution and its error, and does not affect others.
If two plugins claim a name, using the name is an error that names both.
"""

from __future__ import annotations

import difflib
import inspect
import os
import threading
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from itertools import islice
from typing import Any

import attrs
import pluggy

from docmeta.errors import OptionError, PluginError, UnknownFormatError, of_any
from docmeta.plugins.formats import PROJECT, Format, Hooks, Transform
from docmeta.plugins.installed import Plugin, installed

#: How many of the first bytes of an input the sniffers see.
SNIFF = 4_096
#: The longest list of names in a message, in characters.
LISTED = 1_000
#: The context in which plugins are imported. The command line keeps their prints out of its output.
importing: Callable[[], AbstractContextManager[Any]] = nullcontext


class Registry:
    """The available formats. `docmeta.plugins.registry.default()` is the shared one.

    Args:
        discover: Whether to look for plugins in installed distributions; False gives an empty registry for tests.

    >>> from docmeta.plugins import hookimpl
    >>> registry = Registry(discover=False)
    >>> class Demo:
    ...     @staticmethod
    ...     @hookimpl
    ...     def docmeta_formats():
    ...         yield Format(name="demo", title="Demo", writer=lambda nodes, out, context: None)
    >>> registry.register(Demo)
    >>> registry.get("demo").title
    'Demo'
    """

    def __init__(self, *, discover: bool = True) -> None:
        self._discover = discover
        self._lock = threading.RLock()
        self._loading = False
        self._plugins: list[Plugin] = []
        self._manager = pluggy.PluginManager(PROJECT)
        self._manager.add_hookspecs(Hooks)

    # -- registering -----------------------------------------------------------------------------------------------

    def register(self, plugin: object, name: str | None = None) -> None:
        """Register a plugin by hand: a module or an object with the hook. Its formats are available at once.

        Raises `PluginError` if the plugin fails.
        """
        record = Plugin(name or str(getattr(plugin, "__name__", type(plugin).__name__)))
        self._join(plugin, record)
        self._plugins.append(record)
        if record.error is not None:
            raise PluginError(f"plugin {record.owner} failed: {record.error}")

    def plugins(self) -> list[Plugin]:
        """All plugins, including those that failed."""
        self._load()
        return list(self._plugins)

    def unlock(self) -> None:
        """In a forked process, which has no other threads: release the lock, and start unfinished discovery again."""
        self._lock = threading.RLock()
        self._loading = False

    def _load(self) -> None:
        if not self._discover:
            return
        with self._lock:  # other threads wait until all are loaded; a plugin that asks while it is loaded does not
            if not self._discover or self._loading:
                return
            self._loading = True
            try:
                with importing():
                    for entry, record in installed():
                        if all(record.owner != other.owner for other in self._plugins):
                            self._import(entry, record)
                            self._plugins.append(record)
                self._discover = False
            finally:
                self._loading = False
            self._plugins.sort(key=lambda record: (record.distribution is None, record.distribution or "", record.name))
            failed = [record for record in self._plugins if record.error is not None and record.distribution]
        for record in failed:
            warnings.warn(f"docmeta plugin {record.owner} failed: {record.error}", RuntimeWarning, stacklevel=2)

    def _import(self, entry: Any, record: Plugin) -> None:
        if record.error is not None:
            return
        try:
            plugin = entry.load()
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # noqa: BLE001  # a plugin may even call sys.exit while it is imported
            record.error = of_any(error)
            return
        self._join(plugin, record)

    def _join(self, plugin: object, record: Plugin) -> None:
        name = record.owner if self._manager.get_plugin(record.owner) is None else f"{record.owner} #{id(plugin)}"
        try:
            self._manager.register(plugin, name)
            self._check_hooks(plugin)
            found, transforms = self._formats_of(plugin), _transforms_of(plugin)
            for format in found:
                _check_signature(format, "reader", 2)
                _check_signature(format, "writer", 3)
                _check_options(format)
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # noqa: BLE001  # whatever a plugin does, the others continue
            record.error = of_any(error)
            if self._manager.get_plugin(name) is plugin:
                self._manager.unregister(name=name)
            return
        record.formats, record.transforms = found, transforms

    def _check_hooks(self, plugin: object) -> None:
        for name in dir(plugin):
            if self._manager.parse_hookimpl_opts(plugin, name) is not None and not hasattr(Hooks, name):
                raise PluginError(f"unknown hook {name!r}; there are docmeta_formats and docmeta_transforms")

    def _formats_of(self, plugin: object) -> list[Format]:
        hook = getattr(plugin, "docmeta_formats", None)
        if hook is None:
            if hasattr(plugin, "docmeta_transforms"):
                return []
            raise PluginError("it has no hook docmeta_formats")
        found: list[Format] = []
        for number, format in enumerate(hook() or ()):
            if not isinstance(format, Format):
                raise PluginError(f"docmeta_formats yielded {type(format).__name__}, expected docmeta.Format")
            if number > 1000:
                raise PluginError("docmeta_formats never stops yielding")
            if any(format.name == other.name for other in found):
                raise PluginError(f"docmeta_formats yields two formats with the name {format.name!r}")
            found.append(format)
        return found

    # -- looking up ------------------------------------------------------------------------------------------------

    def __iter__(self) -> Iterator[Format]:
        """The formats, by name; of a name with two owners, both."""
        self._load()
        return iter(sorted((format for record in self._plugins for format in record.formats), key=lambda f: f.name))

    def owner(self, format: Format) -> Plugin:
        """The plugin that provides a format."""
        self._load()
        return next(record for record in self._plugins if any(format is mine for mine in record.formats))

    def get(self, name: str) -> Format:
        """The format with a name or alias; case does not matter.

        Raises `UnknownFormatError`, which lists the available names, and `PluginError`
        if two plugins claim the name, or if its plugin failed.
        """
        self._load()
        named = self._named(name) or self._named(name.casefold())
        if len(named) == 1:
            return named[0][0]
        if named:
            owners = " and ".join(record.owner for _, record in named)
            raise PluginError(f"format {name!r} has several owners: {owners}; uninstall one of them")
        raise self._unknown(name)

    def transform(self, name: str) -> tuple[Transform, Plugin]:
        """The transform with a name, and its plugin. Raises `OptionError`, which lists the available ones."""
        self._load()
        every = {each.name: (each, record) for record in self._plugins for each in record.transforms}
        if name not in every:
            raise OptionError(f"there is no transform {name!r} (there are: {_listed(sorted(every)) or 'none'})")
        return every[name]

    def _named(self, name: str) -> list[tuple[Format, Plugin]]:
        """The formats with this name, else those with this alias; each with its plugin."""
        every = [(format, record) for record in self._plugins for format in record.formats]
        return [found for found in every if found[0].name == name] or [
            found for found in every if name in found[0].aliases
        ]

    def _unknown(self, name: str) -> UnknownFormatError | PluginError:
        for record in self._plugins:
            if record.error is not None and record.name == name:
                return PluginError(f"format {name!r}: plugin {record.owner} failed: {record.error}")
        known = sorted({format.name for record in self._plugins for format in record.formats})
        aliases = {alias for record in self._plugins for format in record.formats for alias in format.aliases}
        near = difflib.get_close_matches(name.casefold(), [*known, *sorted(aliases)], 1)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        failed = [record.owner for record in self._plugins if record.error is not None]
        broken = f"; failed plugins: {', '.join(failed)}" if failed else ""
        return UnknownFormatError(f"there is no format {name!r}{hint} (there are: {_listed(known)}){_listed([broken])}")

    def detect(self, head: bytes, filename: str | None = None) -> Format:
        """The format of an input, judged by its first bytes, then by its name.

        Raises `UnknownFormatError` if no format recognises it, or several do equally well.
        """
        extensions = _extensions(filename)
        scored: list[tuple[int, int, Format]] = []
        for format in self:
            if format.reader is None:
                continue
            by_name = 1 if any(extension in extensions for extension in format.extensions) else 0
            by_bytes = _sniff(format, head)
            if by_bytes > 0 or (by_name and format.sniffer is None):
                scored.append((by_bytes, by_name, format))
        if not scored:
            named = [f.name for f in self if f.reader is not None and any(e in extensions for e in f.extensions)]
            hint = f", such as --from {named[0]}" if len(named) == 1 else ""
            raise UnknownFormatError(
                f"the format was not recognised; name it with --from{hint}", source=filename, value=_beginning(head)
            )
        scored.sort(key=lambda found: (found[0], found[1]), reverse=True)
        best = [found for found in scored if found[:2] == scored[0][:2]]
        if len({id(found[2]) for found in best}) > 1:
            names = _listed([found[2].name for found in best])
            raise UnknownFormatError(f"it could be any of {names}; name it with --from", source=filename)
        return best[0][2]

    def for_target(self, filename: str) -> Format:
        """The format to write for a file name, if just one fits its extension."""
        extensions = _extensions(filename)
        # The longest extension is the most specific: records.edm.xml is EDM, though many formats are .xml.
        lengths = {
            format.name: max((len(e) for e in format.extensions if e in extensions), default=0)
            for format in self
            if format.writer
        }
        longest = max(lengths.values(), default=0)
        fitting = [format for format in self if longest and lengths.get(format.name) == longest]
        if len(fitting) == 1:
            return fitting[0]
        said = max(extensions, key=len, default="")
        why = (
            f"the name could be {_listed([format.name for format in fitting])}"
            if fitting
            else f"{said!r} is not an extension of any format that is written"
            if said
            else "the name has no extension to go by"
        )
        raise UnknownFormatError(f"name the format with --to: {why}", source=filename)


def _transforms_of(plugin: object) -> list[Transform]:
    hook = getattr(plugin, "docmeta_transforms", None)
    found = list(islice(hook() or (), 1000)) if hook is not None else []
    for each in found:
        if not isinstance(each, Transform):
            raise PluginError(f"docmeta_transforms yielded {type(each).__name__}, expected docmeta.plugins.Transform")
    return found


def _beginning(head: bytes) -> str | bytes:
    """The first bytes, as text if they are text."""
    try:
        return head[:60].decode("utf-8")
    except UnicodeDecodeError as error:
        # a character cut in half
        return head[: error.start].decode("utf-8") if error.start > 56 else head[:60]


def _sniff(format: Format, head: bytes) -> int:
    if format.sniffer is None:
        return 0
    try:
        return max(0, min(100, int(format.sniffer(head[:SNIFF]))))
    except KeyboardInterrupt:
        raise
    except BaseException:  # noqa: BLE001  # a sniffer that fails does not recognise the bytes
        return 0


def _extensions(filename: str | None) -> set[str]:
    """The extensions of a file name: of "a.ead.xml.gz", ".xml" and ".ead.xml"."""
    if not filename:
        return set()
    name = filename.replace("\\", "/").rpartition("/")[2].lower().removesuffix(".gz")
    parts = name.split(".")[1:]
    return {"." + ".".join(parts[index:]) for index in range(len(parts))}


def _check_signature(format: Format, which: str, count: int) -> None:
    function = getattr(format, which)
    if function is None:
        return
    try:
        inspect.signature(function).bind(*[None] * count)
    except TypeError as error:
        raise PluginError(f"format {format.name!r}: docmeta cannot call its {which}: {error}") from None
    except ValueError:
        return  # a function in C without a signature


def _check_options(format: Format) -> None:
    kind = format.options
    if kind is None:
        return
    if not isinstance(kind, type) or not attrs.has(kind):
        raise PluginError(f"format {format.name!r}: its options are not an attrs class")
    demanded = [field.name for field in attrs.fields(kind) if field.default is attrs.NOTHING and field.init]
    if demanded:
        raise PluginError(f"format {format.name!r}: its options need defaults: {', '.join(demanded)}")


def _listed(names: list[str]) -> str:
    """Names for a message, cut if there are very many."""
    text = ", ".join(names)
    return text if len(text) <= LISTED else text[:LISTED].rpartition(", ")[0] + " ..."


_default: Registry | None = None
_lock = threading.Lock()


def default() -> Registry:
    """The shared registry of this process."""
    global _default
    with _lock:
        if _default is None:
            _default = Registry()
        return _default


def _after_fork() -> None:
    """In a forked process: no other thread exists any more to release a lock it held."""
    global _lock
    _lock = threading.Lock()
    if _default is not None:
        _default.unlock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)


def formats() -> Iterable[Format]:
    """All formats, by name."""
    return default()
