"""The terms of the field: what they mean, and what they are called in other languages.

They are read from a TOML file with one table a term::

    [[term]]
    name = "evidence lower bound"
    abbreviation = "ELBO"
    definition = "A lower bound on the likelihood …"
    zh_CN = "证据下界"
    avoid_zh_CN = ["变分下界"]

``abbreviation``, ``aliases`` and, for each language, the term and the
variants that are not used may be left out.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field

from .entry import slug


@dataclass(frozen=True, slots=True)
class Term:
    """One term."""

    name: str
    """The English term, in lower case unless it is a name."""

    definition: str
    """What it means, in Markdown."""

    abbreviation: str = ""
    aliases: tuple[str, ...] = ()
    """Other English names."""

    translations: dict[str, str] = field(default_factory=dict)
    """The term in other languages, by language code."""

    avoided: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Variants in other languages that are not used here, by language code."""

    @property
    def names(self) -> tuple[str, ...]:
        """All that the term is called, in all languages, used here or not."""
        avoided = [name for names in self.avoided.values() for name in names]
        names = (self.name, self.abbreviation, *self.aliases, *self.translations.values(), *avoided)
        return tuple(dict.fromkeys(filter(None, names)))

    @property
    def anchor(self) -> str:
        """The HTML id of the term."""
        return f"term-{slug(self.name)}"


def read_terms(text: str) -> list[Term]:
    """Return the terms of a TOML file.

    :raises ValueError: if the file is not TOML, or a term lacks its name or definition
    """
    tables = tomllib.loads(text).get("term", [])
    if not isinstance(tables, list):
        raise ValueError("the terms are a list of tables: [[term]]")
    terms = []
    for table in tables:
        _check_table(table)
        rest = {key: table[key] for key in table.keys() - {"name", "definition", "abbreviation", "aliases"}}
        terms.append(
            Term(
                name=table["name"],
                definition=" ".join(table["definition"].split()),
                abbreviation=table.get("abbreviation", ""),
                aliases=tuple(table.get("aliases", ())),
                translations={code: value for code, value in rest.items() if not code.startswith("avoid_")},
                avoided={
                    code.removeprefix("avoid_"): tuple(value)
                    for code, value in rest.items()
                    if code.startswith("avoid_")
                },
            )
        )
    return terms


def _check_table(table: object) -> None:
    """Raise ValueError unless *table* has a name, a definition and values of the right types."""
    if not isinstance(table, dict) or not all(isinstance(table.get(key), str) for key in ("name", "definition")):
        raise ValueError(f"a term needs a name and a definition: {table}")
    for key, value in table.items():
        if key == "aliases" or key.startswith("avoid_"):
            if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
                raise ValueError(f"{key} of {table['name']} is not a list of texts")
        elif not isinstance(value, str):
            raise ValueError(f"{key} of {table['name']} is not a text")
