"""The paper that the tests of all export formats render, with something in each field."""

from __future__ import annotations

from paperlist.entry import Author, Entry, Link

PAPER = Entry(
    "Flows for All",
    "https://arxiv.org/abs/2006.01234",
    (Author("Ann Author", "https://ann.example"), Author("Hanne van der Meer"), Author("Ben Bauer Jr.")),
    "NeurIPS",
    2020,
    "FLOW",
    ("University",),
    (Link("Github", "https://code.example"), Link("Project", "https://project.example")),
)
