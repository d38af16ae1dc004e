"""Make a finished HTML page keep to a strict Content-Security-Policy, and state that policy in it.

https://www.w3.org/TR/CSP3/
"""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256

_META = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>\n?')
_CHARSET = re.compile(r'<meta charset="?utf-8"?\s*/?>\n?', re.IGNORECASE)
_INLINE = re.compile(r"<(script|style)\b([^>]*)>(.*?)</\1>", re.DOTALL)
_OUTSIDE = re.compile(r'<a (?![^>]*\brel=)([^>]*href="https?://)')
# what themes write as style attributes, which a strict policy forbids, and how else to say it
_STYLES = (
    (re.compile(r'<img [^>]*class="toggler"[^>]*>'), ""),
    (re.compile(r' style="display: none;?"'), " hidden"),
    (re.compile(r' style="opacity: 50%"'), ' opacity=".5"'),
    (re.compile(r' style="width: (\d+)(?:\.\d+)?%"'), r' width="\1%"'),
    (re.compile(r' style="text-align:(\w+)"'), r' class="text-\1"'),
)


def secure_page(html: str) -> str:
    """Return a page with its policy, without style attributes, and with ``rel="noopener"`` on links out.

    A page that went through before comes out as it is.
    """
    for pattern, replacement in _STYLES:
        html = pattern.sub(replacement, html)
    html = _OUTSIDE.sub(r'<a rel="noopener" \1', html)
    html = _META.sub("", html)
    meta = f'<meta http-equiv="Content-Security-Policy" content="{content_policy(html)}">\n'
    return _CHARSET.sub(lambda match: match[0] + meta, html, count=1)


def content_policy(html: str) -> str:
    """Return the policy of a page: its own host, and the inline scripts and styles that stand in it."""
    hashes: dict[str, list[str]] = {"script": [], "style": []}
    for tag, attributes, text in _INLINE.findall(html):
        # data blocks such as JSON-LD are not run, and need no leave
        if "src=" in attributes or "json" in attributes or not text:
            continue
        digest = b64encode(sha256(text.encode("utf-8")).digest()).decode("ascii")
        if (source := f"'sha256-{digest}'") not in hashes[tag]:
            hashes[tag].append(source)
    scripts, styles = (" ".join(["'self'", *hashes[tag]]) for tag in ("script", "style"))
    return (
        f"default-src 'none'; script-src {scripts}; style-src {styles}; img-src 'self' data:; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'"
    )
