"""Whatever happens to the pages: no translation is lost, none is taken for that of another text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from paperlist.catalog import Catalogue, Message, parse_catalogue
from paperlist.catalog.merge import merge_catalogues
from paperlist.catalog.pofile import render_catalogue

SUBJECTS = ("The encoder", "The decoder", "A flow of many steps")
VERBS = ("maps an image", "keeps a picture", "draws one sample")
ENDS = ("to a code of few numbers.", "to a code of many numbers.", "at once.")

sentences = st.builds(
    lambda *parts: " ".join(parts), st.sampled_from(SUBJECTS), st.sampled_from(VERBS), st.sampled_from(ENDS)
)
paragraphs = st.one_of(sentences, st.builds("{} {}".format, sentences, sentences))
page = st.lists(paragraphs, max_size=4, unique=True)
pages = st.dictionaries(st.sampled_from(["a", "b", "c"]), page, max_size=3)


def fresh(texts: dict[str, list[str]]) -> dict[str, Catalogue]:
    return {name: Catalogue(Message("", "x"), [Message(text) for text in page]) for name, page in texts.items()}


def update(texts: dict[str, list[str]], old: dict[str, Catalogue]) -> dict[str, Catalogue]:
    """Return the catalogues as an update leaves them on disk."""
    updates = merge_catalogues(fresh(texts), old, "zh_CN")
    return {
        name: parse_catalogue(render_catalogue(one.catalogue).encode())
        for name, one in updates.items()
        if not one.empty or name in texts
    }


def translate(text: str) -> str:
    """Return a translation from which its text can be told."""
    return f"〈{text}〉"


@settings(deadline=None, max_examples=200)
@given(st.lists(st.tuples(pages, st.booleans()), min_size=2, max_size=5))
def test_work_is_kept_and_told_from_that_of_neighbours(steps: list[tuple[dict[str, list[str]], bool]]) -> None:
    catalogues: dict[str, Catalogue] = {}
    work: set[str] = set()
    for texts, translating in steps:
        catalogues = update(texts, catalogues)
        live = [message for catalogue in catalogues.values() for message in catalogue.live]
        present = {message.id for message in live}
        assert {name: [one.id for one in catalogues[name].live] for name in texts} == texts
        for catalogue in catalogues.values():
            ids = [message.id for message in catalogue.messages]
            assert len(ids) == len(set(ids)), "msgfmt takes no message twice"
        for message in live:
            if message.translated:
                assert message.string == translate(message.id)
            elif message.string:
                assert message.previous is not None
                assert message.string == "".join(map(translate, message.previous.split("\n\n")))
                assert not {*message.previous.split("\n\n")} <= present, "that is the translation of a neighbour"
        kept = "".join(message.string for catalogue in catalogues.values() for message in catalogue.messages)
        assert [text for text in work if translate(text) not in kept] == []
        assert {name: render_catalogue(one) for name, one in update(texts, catalogues).items()} == {
            name: render_catalogue(one) for name, one in catalogues.items()
        }, "nothing new changes nothing"
        if translating:
            for message in live:
                if not message.string:
                    message.string = translate(message.id)
                    work.add(message.id)
