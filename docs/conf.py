"""How the documentation is built: `make docs`."""

from importlib.metadata import version as installed_version

project = "docmeta"
author = "the docmeta authors"
project_copyright = "the docmeta authors"
version = release = installed_version("docmeta")

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build"]
nitpicky = False
# A name that two modules have is not told apart in a signature.
suppress_warnings = ["ref.python"]
default_role = "code"

# attrs writes the fields of its classes; "Attributes:" of their docstrings says what they mean.
napoleon_use_ivar = True

myst_enable_extensions = ["colon_fence", "deflist", "smartquotes"]
myst_heading_anchors = 4

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_default_options = {"members": True, "undoc-members": False}

html_theme = "furo"
html_title = "docmeta"
html_static_path = ["_static"]
html_css_files = ["tables.css"]
html_show_sourcelink = False
html_copy_source = False
