"""Addresses in a text are found, and nothing that only looks like one."""

from __future__ import annotations

import pytest

from ui.feed.links import MAX_LINKS, links_in, safe_address


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Look: https://example.org/a?b=c#d.", ["https://example.org/a?b=c#d"]),
        ("(see http://example.org/wiki/A_(b))", ["http://example.org/wiki/A_(b)"]),
        ("HTTPS://EXAMPLE.ORG and https://example.org", ["https://example.org"]),
        ("https://bank.example@evil.example/", []),
        ("file:///etc/passwd javascript:alert(1) ftp://a.example", []),
        ("https://", []),
        ("[https://example.org/[a](b)]).", ["https://example.org/[a](b)"]),
        ('<img src="http://127.0.0.1/x">', ["http://127.0.0.1/x"]),
        ("https://аррӏе.com", ["https://xn--80ak6aa92e.com"]),
    ],
)
def test_addresses_are_found_as_they_would_be_opened(text: str, found: list[str]) -> None:
    assert [link["address"] for link in links_in(text)] == found


def test_a_text_full_of_addresses_shows_a_few() -> None:
    assert len(links_in(" ".join(f"https://example.org/{n}" for n in range(100)))) == MAX_LINKS


def test_what_is_shown_is_what_is_opened() -> None:
    for link in links_in("https://exämple.org/ä http://[::1]:80/ https://a.example/%2e%2e/"):
        assert safe_address(link["address"]) == link["address"]
