"""What can be wrong with a page, an entry or a list of entries.

Every problem that the command line and the Sphinx build report has one member
in :class:`Code`.  The member's value is the word in square brackets behind a
message (``[paperlist.unknown_venue]``); the string below it says what to do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

_LINE_END = re.compile(r"\s*[\n\v\f\r\x1c-\x1e\x85\u2028\u2029]\s*")


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
    """Give the year of the venue; a paper is not published long before its arXiv id exists, nor many years after."""

    VENUE_YEAR = "venue_year"
    """Look the venue up again: it was not held, or did not exist, in that year."""

    ARXIV_ID = "arxiv_id"
    """Copy the arXiv id again: year, month and number do not fit together."""

    TRACKING = "tracking"
    """Cut what follows the address only to track visitors (``utm_source``, ``fbclid``)."""

    HOST = "host"
    """Link to a public host by its name, without password or port."""

    LINK_TARGET = "link_target"
    """Point a Github link at a repository, and no link at the address that the title already links to."""

    REPEATED_LINK = "repeated_link"
    """Give each address once in an entry."""

    REPEATED_AUTHOR = "repeated_author"
    """Name each author once."""

    AUTHOR_NAME = "author_name"
    """Write names as printed, without footnote marks, numbers or capitals throughout."""

    TITLE_FORM = "title_form"
    """Copy the title as published: Unicode for accents, ``$…$`` for math, no full stop, single blanks."""

    INSTITUTIONS = "institutions"
    """Name each institution once."""

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

    NEAR_MISS = "near_miss"
    """Begin an entry with ``- [Title](URL)``; what does not begin so is not seen as an entry."""

    REPEATED_REFERENCE = "repeated_reference"
    """Point at a paper once in a topic, and not where its entry stands."""

    SUMMARY = "summary"
    """Write one or two sentences of your own below the head, indented by two blanks: what is new, what it showed."""

    SUMMARY_LENGTH = "summary_length"
    """Keep a summary to one paragraph of 8 to 40 words."""

    PLACEHOLDER = "placeholder"
    """Replace the words of the template by those of the paper."""

    # -- the page ---------------------------------------------------------------
    ENCODING = "encoding"
    """Save the page as UTF-8."""

    CONTROL_CHARACTER = "control_character"
    """Delete the invisible character; it came along with copied text."""

    LOOK_ALIKE = "look_alike"
    """Type the Latin letter; this one looks the same but is another, so search does not find the word."""

    UNSAFE_LINK = "unsafe_link"
    """Link to a page; links that run a script or hold data are refused."""

    CONFLICT = "conflict"
    """Resolve the merge conflict and delete its marks."""

    LINE_ENDS = "line_ends"
    """Save the page with one kind of line ends (``end_of_line = lf``)."""

    REPEATED_TOPIC = "repeated_topic"
    """Merge the two topics, or tell them apart by their headings."""

    EMPTY_TOPIC = "empty_topic"
    """Put something below the heading, or delete it."""

    EMPTY_TARGET = "empty_target"
    """Give the link an address, or delete it."""

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

    # -- other people's lists ---------------------------------------------------
    UNREAD = "unread"
    """Read the line yourself: the importer found no entry in it."""

    INCOMPLETE = "incomplete"
    """Complete the entry by hand, or with ``paperlist add``."""

    UNCERTAIN = "uncertain"
    """Look it up: what was found can be read in more than one way."""

    # -- the world outside ------------------------------------------------------
    UPGRADE = "upgrade"
    """The preprint has been published: run ``paperlist upgrade --write``."""

    DEAD_LINK = "dead_link"
    """Find the new address, or remove the link."""

    MOVED = "moved"
    """Link to the new address."""

    # -- the catalogues ---------------------------------------------------------
    CATALOGUE = "catalogue"
    """Mend the syntax of the ``.po`` file; ``msgfmt -c`` may tell more."""

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
    """What is wrong, in one line; the ends of lines and invisible characters of what it quotes are made visible."""

    def __post_init__(self) -> None:
        message = _LINE_END.sub(" ", self.message)
        if not message.isprintable():
            message = "".join(char if char.isprintable() else f"<U+{ord(char):04X}>" for char in message)
        object.__setattr__(self, "message", message)  # the way of frozen dataclasses

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.message} [paperlist.{self.code.value}]"
