"""An OAI-PMH 2.0 repository that serves a folder of descriptions in any format that docmeta reads."""

from docmeta.oai.indexing import Indexed, index
from docmeta.oai.settings import Settings
from docmeta.oai.wsgi import application

__all__ = ["Indexed", "Settings", "application", "index"]
