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

    CONFLICT = "conflict"
    """Resolve the merge conflict and delete its marks."""

    CATALOGUE_HEADER = "catalogue_header"
    """Restore the header: ``Language`` as the folder, charset UTF-8, plural forms; ``make po`` writes a missing one."""

    DUPLICATE_MESSAGE = "duplicate_message"
    """Keep one of the two messages."""

    WRONG_PAGE = "wrong_page"
    """Put the catalogue of the page in its place, leave the ``msgid`` as it is, and run ``make po``."""

    FUZZY = "fuzzy"
    """Hold the translation against the English sentence, mend it and remove the ``fuzzy`` flag."""

    UNTRANSLATED = "untranslated"
    """Translate the sentence."""

    TRANSLATION = "translation"
    """Translate a sentence by a sentence: no list, heading, directive or second paragraph."""

    TRANSLATED_LINKS = "translated_links"
    """Keep all links of the sentence, each with its address: ``[text](address)``."""

    TRANSLATED_MATH = "translated_math"
    """Keep the math between dollar signs as it is; in a catalogue each backslash is written twice."""

    TRANSLATED_CODE = "translated_code"
    """Keep what stands between backquotes as it is."""

    TRANSLATED_ROLES = "translated_roles"
    """Keep the target: ``{paper}`DDPM` ``, or with a text of its own ``{term}`证据下界 <evidence lower bound>` ``."""

    TRANSLATED_FOOTNOTES = "translated_footnotes"
    """Keep the marks of the footnotes, such as ``[^1]``."""

    TRANSLATED_EMPHASIS = "translated_emphasis"
    """Emphasise what the English emphasises; put the marks directly around the words, punctuation outside."""

    TRANSLATED_NUMBERS = "translated_numbers"
    """Look the number up in the English."""

    TRANSLATED_NAMES = "translated_names"
    """Look whether the translation belongs to this sentence."""

    TRANSLATED_END = "translated_end"
    """End a sentence with a full stop, and a heading without; is a part missing?"""

    TRANSLATED_COPY = "translated_copy"
    """Translate the sentence, or leave it empty: then it is counted as missing and shown in English."""

    PLACEHOLDERS = "placeholders"
    """Keep ``%(name)s``, ``%s`` and ``{name}`` as they are: the program puts values there."""

    LITERAL_MARKUP = "literal_markup"
    """Write markup so that Markdown reads it: ASCII signs, no blank inside them, Chinese punctuation outside."""

    INVISIBLE = "invisible"
    """Delete the character; before the letters of a TeX command it is a backslash that was not doubled."""

    TRADITIONAL = "traditional"
    """Write simplified Chinese."""

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
