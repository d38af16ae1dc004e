from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

import pytest

from paperlist.cli import run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from loopback import Answer, Loopback, atom_entry, atom_feed, serve
else:
    from tests.loopback import Answer, Loopback, atom_entry, atom_feed, serve


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Loopback]:
    """The rest of the world, on this machine."""
    with serve() as loopback:
        monkeypatch.setenv("PAPERLIST_ARXIV_URL", f"{loopback.url}/arxiv")
        monkeypatch.setenv("PAPERLIST_DOI_URL", f"{loopback.url}/doi")
        monkeypatch.setenv("PAPERLIST_PAUSE", "0.003")
        monkeypatch.setenv("PAPERLIST_TIMEOUT", "0.4")
        monkeypatch.setenv("PAPERLIST_TRIES", "2")
        loopback.answers["/good"] = Answer("fine")
        yield loopback


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "source").mkdir()
    return tmp_path


def call(
    capsys: pytest.CaptureFixture[str], server: Loopback, folder: Path, *urls: str, options: tuple[str, ...] = ()
) -> tuple[int, str, list[str]]:
    """Check a page with these links, each in a line of its own, and a good one at its end."""
    urls = (*urls, f"{server.url}/good")
    (folder / "source/page.md").write_text("".join(f"[x]({url})\n" for url in urls), "utf-8")
    capsys.readouterr()
    status = run(["links", *options])
    out, err = capsys.readouterr()
    return status, out, err.replace(server.url, "").splitlines()


def test_good_links(server: Loopback, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(capsys, server, folder, "#label", "other.md") == (0, "1 links, 1 asked for\n", [])
    assert (server.requests, server.methods) == (["/good"], ["HEAD"])
    assert "paperlist" in server.agents[0]


BAD = {
    "missing": (Answer("", 404), "answers with status 404"),
    "gone": (Answer("", 410), "answers with status 410"),
    "wrong": (Answer("", 400), "answers with status 400"),
    "broken": (Answer("", 500), "answers with status 500"),
    "slow": (Answer("", delay=5), "did not answer in time"),
    "silent": (Answer(silent=True), "broke off its answer"),
    "circle": (Answer("", 302, {"Location": "/x"}), "redirects in a circle"),
    "nowhere": (Answer("", 302, {"Location": "/none"}), "answers with status 404"),
    "no address": (Answer("", 302, {"Location": "gopher://x"}), "is no address"),
}


@pytest.mark.parametrize(("answer", "reason"), BAD.values(), ids=BAD)
def test_bad_link(
    answer: Answer, reason: str, server: Loopback, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    server.answers["/x"] = answer
    status, out, err = call(capsys, server, folder, f"{server.url}/x")
    assert (status, out) == (1, "")
    assert err == [f"source/page.md:1: /x {reason} [paperlist.dead_link]", "1 findings"]


@pytest.mark.parametrize("status", [401, 403, 429, 503, 999])
def test_server_that_does_not_talk_to_programs_is_no_finding(
    status: int, server: Loopback, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    server.answers["/x"] = Answer("", status)
    assert call(capsys, server, folder, f"{server.url}/x") == (
        0,
        "2 links, 2 asked for\n",
        ["paperlist: 1 links are on servers that do not talk to programs"],
    )


def test_server_that_does_not_know_head(server: Loopback, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    server.answers["/x"] = [Answer("", 405), Answer("fine")]
    assert call(capsys, server, folder, f"{server.url}/x")[0] == 0
    assert sorted(server.methods) == ["GET", "HEAD", "HEAD"]


def test_stumble_is_forgiven(server: Loopback, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    server.answers["/x"] = [Answer("", 502), Answer("fine")]
    assert call(capsys, server, folder, f"{server.url}/x")[0] == 0


@pytest.mark.parametrize("code", [301, 308])
def test_moved_repository_is_told_with_its_new_address(
    code: int, server: Loopback, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    server.answers["/ann/river"] = Answer("", code, {"Location": "/ann/rivers"})
    server.answers["/ann/rivers"] = Answer("fine")
    status, _, err = call(capsys, server, folder, f"{server.url}/ann/river")
    assert status == 1
    assert err[0] == "source/page.md:1: /ann/river has moved to /ann/rivers [paperlist.moved]"


@pytest.mark.parametrize("location", ["/ann/river/", "/Ann/River", "/ann/river/index.html"])
def test_redirect_to_another_spelling_is_no_move(
    location: str, server: Loopback, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    server.answers["/ann/river"] = Answer("", 301, {"Location": location})
    server.answers[location] = Answer("fine")
    assert call(capsys, server, folder, f"{server.url}/ann/river")[0] == 0


def test_temporary_redirect_is_no_move(server: Loopback, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    server.answers["/x"] = Answer("", 302, {"Location": "/y"})
    server.answers["/y"] = Answer("fine")
    assert call(capsys, server, folder, f"{server.url}/x")[0] == 0


def test_host_that_is_not_there(server: Loopback, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = call(capsys, server, folder, "http://127.0.0.1:9/x")
    assert (status, err[0]) == (1, "source/page.md:1: http://127.0.0.1:9/x cannot be reached [paperlist.dead_link]")


def test_no_network_is_status_2(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAPERLIST_TRIES", "1")
    (folder / "source/page.md").write_text("[x](http://127.0.0.1:9/x) [y](http://127.0.0.1:9/y)\n")
    assert run(["links"]) == 2
    assert capsys.readouterr().err == "paperlist: no network, it seems: none of 2 links can be reached\n"


def test_link_is_asked_for_once_and_told_everywhere(
    server: Loopback, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url = f"{server.url}/x"
    status, _, err = call(capsys, server, folder, url, f"{url}", url)
    assert (status, [line.partition(": ")[0] for line in err[:-1]]) == (
        1,
        [f"source/page.md:{line}" for line in (1, 2, 3)],
    )
    assert server.requests.count("/x") == 2  # HEAD, then GET to be sure


def test_one_host_is_asked_one_thing_at_a_time(
    server: Loopback, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    server.answers["/page"] = Answer("fine", delay=0.01)
    assert call(capsys, server, folder, *(f"{server.url}/page{number}" for number in range(12)))[0] == 0
    assert server.busiest == 1


def test_good_answers_are_trusted_for_some_days(
    server: Loopback, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    server.answers["/x"] = Answer("", 404)
    call(capsys, server, folder, f"{server.url}/x")
    asked = len(server.requests)
    status, _, err = call(capsys, server, folder, f"{server.url}/x")
    assert (status, len(err)) == (1, 2)  # a bad answer is not trusted
    assert server.requests[asked:] == ["/x", "/x"]
    cache = folder / "build/cache/links.json"
    week_ago = time.time() - 8 * 86400
    cache.write_text(json.dumps(dict.fromkeys(json.loads(cache.read_text()), week_ago)))
    call(capsys, server, folder)
    assert server.requests[-1] == "/good"
    call(capsys, server, folder, options=("--days", "0"))
    assert server.requests[-2:] == ["/good", "/good"]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"x": "y"}', "5"])
def test_broken_cache_is_no_cache(
    text: str, server: Loopback, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "cache.json").write_text(text)
    assert call(capsys, server, folder, options=("--cache", "cache.json")) == (0, "1 links, 1 asked for\n", [])


def test_arxiv_is_asked_through_its_api_all_at_once(
    server: Loopback, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    server.answers["/arxiv"] = Answer(atom_feed(atom_entry("2101.00001", "Rivers", ["Ann Author"])))
    links = ["https://arxiv.org/abs/2101.00001", "https://arxiv.org/abs/2101.99999"]
    status, _, err = call(capsys, server, folder, *links)
    assert (status, err[0]) == (1, f"source/page.md:2: {links[1]} arXiv has no such paper [paperlist.dead_link]")
    assert len([request for request in server.requests if request.startswith("/arxiv")]) == 1


def test_dois_are_asked_at_their_registry(server: Loopback, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    server.answers["/doi/api/handles/10.1000/182"] = Answer('{"responseCode": 1}')
    status, _, err = call(capsys, server, folder, "https://doi.org/10.1000/182", "https://doi.org/10.1000/none")
    assert status == 1
    assert err[0] == "source/page.md:2: https://doi.org/10.1000/none answers with status 404 [paperlist.dead_link]"


def test_json_and_annotations(server: Loopback, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = call(capsys, server, folder, f"{server.url}/x", options=("--json",))
    assert (status, [one["code"] for one in json.loads(out)]) == (1, ["dead_link"])
    _, out, _ = call(capsys, server, folder, f"{server.url}/x", options=("--format", "github"))
    assert out.startswith("::error file=source/page.md,line=1,")
