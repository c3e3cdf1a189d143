"""XML for readers and writers: a hardened parser, a streaming writer, and the characters that XML cannot hold.

Reading opens nothing but the given stream: no DTD, no entity, no schema, no URL.
lxml is imported by the first parse, not by this module.

>>> import io
>>> source = io.BytesIO(b"<list><item>One</item><item>Two</item></list>")
>>> for event, element in pull(source, events=("end",), tag="item"):
...     print(line_of(element), text_of(element))
...     release(element)
1 One
1 Two

>>> out = io.BytesIO()
>>> writer = XMLOut(out)
>>> writer.write(DECLARATION)
>>> writer.write(f"<title id={attribute('t1')}>{escape('War & Peace')}</title>")
>>> writer.close()
>>> out.getvalue().decode().splitlines()[1]
'<title id="t1">War &amp; Peace</title>'
"""

from docmeta.text import FORBIDDEN
from docmeta.xml.read import (
    attributes,
    collapse,
    fragment,
    line_of,
    localname,
    namespace,
    parse,
    pull,
    release,
    text_of,
)
from docmeta.xml.write import DECLARATION, REPLACEMENT, XMLOut, attribute, escape

__all__ = [
    "DECLARATION",
    "FORBIDDEN",
    "REPLACEMENT",
    "XLINK",
    "XML_NS",
    "XSI",
    "XMLOut",
    "attribute",
    "attributes",
    "collapse",
    "escape",
    "fragment",
    "line_of",
    "localname",
    "namespace",
    "parse",
    "pull",
    "release",
    "text_of",
]

#: The namespace of links (XLink 1.0).
XLINK = "http://www.w3.org/1999/xlink"

#: The namespace that the prefix `xml` is bound to (Namespaces in XML 1.0, section 3).
XML_NS = "http://www.w3.org/XML/1998/namespace"

#: The namespace of `schemaLocation` and `nil` (XML Schema 1.0, part 1, section 2.6).
XSI = "http://www.w3.org/2001/XMLSchema-instance"
