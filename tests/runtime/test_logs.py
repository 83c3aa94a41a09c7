"""Logs without keys to people's pages."""

import logging

import pytest

from core.logs import TokenFreeFormatter, without_tokens
from core.tokens import make_token, read_token


@pytest.mark.parametrize("around", ["Internal Server Error: /mijn-plek/{}/", "GET /stem/{} 500", 'token="{}"'])
def test_log_line_with_a_token_keeps_all_but_the_token(around):
    token = make_token("registration", "k3J9x_-a")
    assert read_token("registration", token) == "k3J9x_-a"  # control: it really is a key
    assert without_tokens(around.format(token)) == around.format("[token]")


def test_log_record_with_token_in_arguments_and_traceback_is_clean():
    token = make_token("registration", "k3J9x_-a")
    try:
        raise ValueError(f"/mijn-plek/{token}/")
    except ValueError as error:
        exc_info = (type(error), error, error.__traceback__)
    record = logging.LogRecord("x", logging.ERROR, "f", 1, "Failed: %s", (f"/mijn-plek/{token}/",), exc_info)
    line = TokenFreeFormatter("%(message)s").format(record)
    assert token not in line
    assert line.count("[token]") == 2


@pytest.mark.parametrize("line", ["/evenementen/2015/", "/static/core/base.0123456789abcdef01234567.css", "core.views"])
def test_log_line_without_token_is_unchanged(line):
    assert without_tokens(line) == line
