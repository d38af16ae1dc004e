from __future__ import annotations

from dataclasses import replace

import pytest

from flows import PAPER
from paperlist.entry import Author, Entry
from paperlist.ris import render_ris

HEAD = "ID  - author2020flows\nTI  - Flows for All\nST  - FLOW\n"
AUTHORS = "AU  - Author, Ann\nAU  - van der Meer, Hanne\nAU  - Bauer, Ben, Jr.\n"
LINKS = "L2  - https://code.example\nL2  - https://project.example\nER  - \n\n"


@pytest.mark.parametrize(
    ("venue", "url", "kind", "middle"),
    [
        (
            "NeurIPS",
            "https://arxiv.org/abs/2006.01234",
            "CPAPER",
            "T2  - Advances in Neural Information Processing Systems\nPY  - 2020\nAN  - arXiv:2006.01234\n",
        ),
        (
            "ICLR Workshop",
            "https://openreview.net/forum?id=aB_c-9",
            "CPAPER",
            "T2  - International Conference on Learning Representations Workshop Track\nPY  - 2020\n",
        ),
        (
            "JMLR",
            "https://doi.org/10.1000/X_7",
            "JOUR",
            "T2  - Journal of Machine Learning Research\nPY  - 2020\nDO  - 10.1000/x_7\n",
        ),
        (
            "Predicting Structured Data",
            "https://a.example",
            "CHAP",
            "T2  - Predicting Structured Data\nPB  - MIT Press\nPY  - 2020\n",
        ),
        ("OpenAI technical report", "https://a.example", "RPRT", "PB  - OpenAI\nPY  - 2020\n"),
        (
            "arXiv",
            "https://arxiv.org/abs/2006.01234",
            "UNPB",
            "T2  - arXiv\nPY  - 2020\nAN  - arXiv:2006.01234\n",
        ),
    ],
)
def test_record_of_each_kind_of_venue(venue: str, url: str, kind: str, middle: str) -> None:
    assert render_ris([replace(PAPER, venue=venue, url=url)]) == (
        f"TY  - {kind}\n{HEAD}{AUTHORS}{middle}UR  - {url}\n{LINKS}"
    )


def test_fields_without_value_are_left_out_and_records_sorted_by_key() -> None:
    first = Entry(r"$\beta$ & 100% of \$5", "https://doi.org/10.1000/x", (Author("Plato"),), "JMLR", 2004)
    second = replace(first, title="扩散 Zeta_{x}", url="https://a.example")
    assert render_ris([second, first, second]) == (
        "TY  - JOUR\nID  - plato2004beta\nTI  - beta & 100% of $5\nAU  - Plato\n"
        "T2  - Journal of Machine Learning Research\nPY  - 2004\nDO  - 10.1000/x\nUR  - https://doi.org/10.1000/x\n"
        "ER  - \n\n"
        "TY  - JOUR\nID  - plato2004zeta\nTI  - 扩散 Zeta_{x}\nAU  - Plato\n"
        "T2  - Journal of Machine Learning Research\nPY  - 2004\nUR  - https://a.example\n"
        "ER  - \n\n"
    )


def test_no_entries_are_no_text() -> None:
    assert render_ris([]) == ""
