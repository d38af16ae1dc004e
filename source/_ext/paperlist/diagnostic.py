"""What can be wrong with a page, an entry or a list of entries.

Every problem that the command line and the Sphinx build report has one member
in :class:`Code`.  The member's value is the word in square brackets behind a
message (``[paperlist.unknown_venue]``); the string below it says what to do.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Code(Enum):
    """The kind of a problem; the value is its name in messages."""

    # -- the head of an entry ---------------------------------------------------
    TITLE = "title"
    """Write line 1 as ``[(Short) Title](URL)`` in plain text and inline math."""

    URL = "url"
    """Link to the arXiv abstract page without version, else to OpenReview, a DOI or the proceedings; by https."""

    AUTHORS = "authors"
    """Write line 2 as ``*A, B, and C*``: all authors, in order."""

    VENUE = "venue"
    """Write the venue as ``**[`Venue YYYY`]**``, or ``**[`Venue YYYY`] (`A, B`)**`` with institutions."""

    LINKS = "links"
    """Write the links behind the venue as ``[[Label](URL)]``, one space apart."""

    BREAK = "break"
    """End the first two lines of a head with two spaces (does the editor strip trailing blanks?)."""

    TRAILING = "trailing"
    """Leave a blank line between the head and the summary."""

    UNKNOWN_VENUE = "unknown_venue"
    """Use a short name of the table of venues, or add the venue there."""

    UNKNOWN_LABEL = "unknown_label"
    """Use one of the labels of links: Github, Project, Video, Demo, Slides, Data, Blog, Paper."""

    LINK_ORDER = "link_order"
    """Order the links Github, Project, Video, Demo, Slides, Data, Blog, Paper; each label once."""

    YEAR = "year"
    """Give the year of the venue; a paper is not published long before its arXiv id exists."""

    # -- the list ---------------------------------------------------------------
    DUPLICATE = "duplicate"
    """Keep one entry for a paper; point at it from elsewhere with a ``{paper}`` item."""

    SAME_TITLE = "same_title"
    """Two entries share title and authors but not the identity: keep one."""

    ORDER = "order"
    """Sort the entries of a topic by date, oldest first."""

    MISPLACED = "misplaced"
    """Put entries into a bullet list directly below a heading, outside directives and quotes."""

    UNKNOWN_PAPER = "unknown_paper"
    """Refer to a paper by its short name, its identity (``arxiv:2006.11239``) or its BibTeX key."""

    AMBIGUOUS_PAPER = "ambiguous_paper"
    """Two papers share this short name: refer by identity or BibTeX key."""

    # -- the page ---------------------------------------------------------------
    ENCODING = "encoding"
    """Save the page as UTF-8."""

    RAW_HTML = "raw_html"
    """Use Markdown, or escape ``<`` with a backslash."""

    HEADING_LINK = "heading_link"
    """Headings are translated: link to an explicit ``(label)=`` target."""

    REFERENCE_LINK = "reference_link"
    """Write links in line: ``[text](URL)``; link definitions are lost in translation."""

    FORMAT = "format"
    """Run ``paperlist format``."""

    MATH = "math"
    """Write TeX that can be turned into MathML."""

    GLOSSARY = "glossary"
    """Mend the TOML of the glossary; each term has a name and a definition."""

    # -- the catalogues ---------------------------------------------------------
    CATALOGUE = "catalogue"
    """Mend the syntax of the ``.po`` file; ``msgfmt -c`` may tell more."""

    FUZZY = "fuzzy"
    """Hold the translation against the English sentence, mend it and remove the ``fuzzy`` flag."""

    UNTRANSLATED = "untranslated"
    """Translate the sentence."""

    TRANSLATION = "translation"
    """Translate a sentence by a sentence: no list, heading, directive or second paragraph."""

    COPYWRITING = "copywriting"
    """Put a space between Chinese and Latin, digits or math, and write full-width punctuation."""

    TERM = "term"
    """Use the term of the glossary."""

    @property
    def subtype(self) -> str:
        """The name under which Sphinx knows the problem: ``paperlist.<subtype>``."""
        return self.value


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """One problem at one place."""

    path: str
    """The file, as given."""

    line: int
    """The line, counted from 1; 0 if the problem is the file's as a whole."""

    code: Code
    """The kind of the problem."""

    message: str
    """What is wrong, in one line."""

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.message} [paperlist.{self.code.value}]"
