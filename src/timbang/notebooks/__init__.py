"""The book's notebooks: found, read, executed, brought to one form, and paired across languages."""

from timbang.notebooks.book import folder, pages
from timbang.notebooks.execution import execute
from timbang.notebooks.files import read, write
from timbang.notebooks.normal_form import normalise
from timbang.notebooks.pairing import accept, pairs

__all__ = ["accept", "execute", "folder", "normalise", "pages", "pairs", "read", "write"]
