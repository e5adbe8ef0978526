"""What students read, in their language: English stands where it is said, other languages in one catalogue each.

Two ways lead here. What is said at once goes through a ``Catalogue``: ``say("Hint {number} of {total}", ...)``. What is
kept as data (verdicts, rejections, errors) is composed in English by ``said`` and translated where it is shown, by
``Catalogue.told``. Nothing but the standard library's gettext is needed to read catalogues; Babel makes them.
"""

from grader.language.catalogue import SOURCE, Catalogue, Spoken, catalogue, languages
from grader.language.marking import marked, said

__all__ = ["SOURCE", "Catalogue", "Spoken", "catalogue", "languages", "marked", "said"]
