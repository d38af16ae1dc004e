from __future__ import annotations

import pytest

from paperlist.venue import Kind, Venue, find_venue, venues


def test_every_venue_has_a_name_and_a_kind() -> None:
    lacking = [
        short
        for short, venue in venues().items()
        if venue.short != short or not venue.name.strip() or venue.kind not in Kind
    ]
    assert lacking == []


def test_every_kind_is_in_use() -> None:
    assert {venue.kind for venue in venues().values()} == set(Kind)


def test_books_and_only_books_have_a_publisher() -> None:
    assert [venue.short for venue in venues().values() if bool(venue.publisher) != (venue.kind is Kind.BOOK)] == []


def test_table_is_sorted_by_short_name_whatever_the_case() -> None:
    assert list(venues()) == sorted(venues(), key=str.casefold)


def test_short_names_differ_by_more_than_case() -> None:
    assert len({short.casefold() for short in venues()}) == len(venues())


@pytest.mark.parametrize(
    ("short", "name", "kind"),
    [
        ("NeurIPS", "Advances in Neural Information Processing Systems", Kind.CONFERENCE),
        ("ICML", "International Conference on Machine Learning", Kind.CONFERENCE),
        ("JMLR", "Journal of Machine Learning Research", Kind.JOURNAL),
        ("arXiv", "arXiv", Kind.PREPRINT),
    ],
)
def test_known_venue(short: str, name: str, kind: Kind) -> None:
    venue = find_venue(short)
    assert (venue.short, venue.name, venue.kind) == (short, name, kind)


@pytest.mark.parametrize("short", ["NIPS", "neurips", "A Meeting Nobody Knows"])
def test_unknown_venue_counts_as_a_conference_of_that_name(short: str) -> None:
    assert short not in venues()
    assert find_venue(short) == Venue(short, short, Kind.CONFERENCE)
