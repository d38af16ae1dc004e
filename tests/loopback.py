"""A server on this machine that plays the registries of the world, with good and bad answers."""

from __future__ import annotations

import threading
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@dataclass(frozen=True)
class Answer:
    """One answer of the server."""

    body: str | bytes = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0
    """Seconds before the answer; longer than the client's patience in tests of that."""
    cut: int | None = None
    """How many bytes to send of those that were announced."""
    silent: bool = False
    """Whether to hang up without an answer."""


class Loopback:
    """The server: what it answers to which path, and what it has been asked."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.answers: dict[str, Answer | list[Answer] | Callable[[str], Answer]] = {}
        self.requests: list[str] = []
        self.methods: list[str] = []
        self.agents: list[str] = []
        self.closing = threading.Event()
        self._served: Counter[str] = Counter()
        self._lock = threading.Lock()
        self.busy = 0
        self.busiest = 0

    def answer(self, path: str) -> Answer:
        """Return the answer to a request: that of the longest beginning that fits, the next one of a list."""
        with self._lock:
            self.requests.append(path)
            key = max((one for one in self.answers if path.startswith(one)), key=len, default=None)
            if key is None:
                return Answer("nothing here", 404)
            script = self.answers[key]
            if isinstance(script, list):
                number = min(self._served[key], len(script) - 1)
                self._served[key] += 1
                return script[number]
        return script if isinstance(script, Answer) else script(path)


@contextmanager
def serve() -> Iterator[Loopback]:
    """Run a server on a free port of 127.0.0.1 as long as the context lasts."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            loopback.methods.append(self.command)
            loopback.agents.append(self.headers.get("User-Agent", ""))
            with loopback._lock:
                loopback.busy += 1
                loopback.busiest = max(loopback.busiest, loopback.busy)
            try:
                self.reply(loopback.answer(unquote(self.path)))
            finally:
                with loopback._lock:
                    loopback.busy -= 1

        def do_HEAD(self) -> None:
            self.do_GET()

        def reply(self, answer: Answer) -> None:
            if answer.delay:
                loopback.closing.wait(answer.delay)
            if answer.silent:
                self.close_connection = True
                return
            body = answer.body.encode() if isinstance(answer.body, str) else answer.body
            try:
                self.send_response(answer.status)
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(body[: answer.cut])
            except ConnectionError:
                pass  # the client has lost its patience
            self.close_connection = answer.cut is not None

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    loopback = Loopback(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield loopback
    finally:
        loopback.closing.set()
        server.shutdown()
        server.server_close()
        thread.join()


ATOM = """<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom" \
xmlns="http://www.w3.org/2005/Atom">
  <id>https://arxiv.org/api/loopback</id>
  <title>arXiv Query: search_query=&amp;id_list=loopback</title>
  <updated>2024-05-01T00:00:00Z</updated>
  <link href="https://arxiv.org/api/query?id_list=loopback" type="application/atom+xml"/>
  <opensearch:itemsPerPage>50</opensearch:itemsPerPage>
  <opensearch:totalResults>{total}</opensearch:totalResults>
  <opensearch:startIndex>0</opensearch:startIndex>
{entries}</feed>
"""
ATOM_ENTRY = """  <entry>
    <id>http://arxiv.org/abs/{id}v2</id>
    <title>{title}</title>
    <updated>{updated}</updated>
    <link href="https://arxiv.org/abs/{id}v2" rel="alternate" type="text/html"/>
    <link href="https://arxiv.org/pdf/{id}v2" rel="related" type="application/pdf" title="pdf"/>
    <summary>{summary}</summary>
    <category term="cs.LG" scheme="http://arxiv.org/schemas/atom"/>
    <published>{published}</published>
{comment}{reference}    <arxiv:primary_category term="cs.LG"/>
{authors}  </entry>
"""


def atom_entry(
    id: str,
    title: str,
    authors: list[str],
    *,
    published: str = "2021-01-04T12:00:00Z",
    comment: str = "",
    reference: str = "",
    summary: str = "We show that rivers flow.",
) -> str:
    """Return an entry of arXiv's Atom feed."""
    return ATOM_ENTRY.format(
        id=id,
        title=title,
        updated="2022-01-01T00:00:00Z",
        published=published,
        summary=summary,
        comment=f"    <arxiv:comment>{comment}</arxiv:comment>\n" if comment else "",
        reference=f"    <arxiv:journal_ref>{reference}</arxiv:journal_ref>\n" if reference else "",
        authors="".join(f"    <author>\n      <name>{name}</name>\n    </author>\n" for name in authors),
    )


def atom_feed(*entries: str) -> str:
    """Return arXiv's answer with some entries."""
    return ATOM.format(total=len(entries), entries="".join(entries))
