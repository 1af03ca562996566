"""A real HTTPS server is asked for the newest version: with nothing of the user, within bounds, led nowhere else."""

from __future__ import annotations

import threading
import time

import pytest

from tests.support.https_server import https_server
from tradedesk.domain.errors import NeighbourFailed
from tradedesk.integrations import published
from tradedesk.integrations.published import newest_at
from tradedesk.integrations.stopping import Stop


@pytest.fixture
def server(tmp_path, monkeypatch):
    with https_server(tmp_path) as running:
        monkeypatch.setenv("SSL_CERT_FILE", str(running.certificate))
        running.says("0.3.0", downloads={"linux": "https://localhost/get"})
        yield running


def refused(address, stop=None):
    with pytest.raises(NeighbourFailed) as caught:
        newest_at(address, stop or Stop())
    assert caught.value.kept == "everything"
    return caught.value


def test_the_list_is_read(server):
    told = newest_at(server.address, Stop())
    assert (told.version, told.downloads) == ("0.3.0", {"linux": "https://localhost/get"})


def test_the_question_carries_nothing_of_the_user(server):
    newest_at(server.address, Stop())
    (line, headers), *more = server.asked
    assert line == "GET /newest.json HTTP/1.1"
    assert headers == {"Host": f"localhost:{server.port}", "User-Agent": "TradeDesk", "Accept-Encoding": "identity",
                       "Connection": "close"}  # fmt: skip
    assert more == []


def test_a_server_that_cannot_prove_its_name_is_told_nothing(tmp_path, monkeypatch):
    with https_server(tmp_path, "elsewhere.example") as other:
        monkeypatch.setenv("SSL_CERT_FILE", str(other.certificate))
        error = refused(other.address)
        assert (error.code, other.asked) == ("published-unreachable", [])
        assert "localhost" in error.facts["why"]


def test_nobody_there_is_said(server):
    error = refused("https://localhost:1/newest.json")
    assert error.code == "published-unreachable"
    assert error.facts["why"] == "Connection refused"


@pytest.mark.parametrize("status", [301, 302, 307, 403, 404, 500])
def test_no_answer_leads_elsewhere(server, status):
    server.status, server.headers = status, {"Location": f"https://localhost:{server.port}/other"}
    assert refused(server.address).code == "published-unreadable"
    assert len(server.asked) == 1


@pytest.mark.parametrize("body", [b"", b"<html>Log in to this hotel</html>", b"\xff\xfe", b"[" * 60_000, b"{}"])
def test_what_is_not_the_list_is_not_understood(server, body):
    server.body = body
    assert refused(server.address).code == "published-unreadable"


@pytest.mark.parametrize("told", ["", "9999999", "10"])
def test_no_more_is_read_than_a_list_can_have(server, told):
    server.body += b" " * 300_000
    server.headers = {"Content-Length": told} if told else {}
    assert refused(server.address).code == "published-unreadable"


def test_an_answer_that_breaks_off_is_not_taken_for_the_list(server):
    server.headers = {"Content-Length": str(len(server.body) + 5)}
    assert refused(server.address).code == "published-unreadable"


def test_an_answer_that_drips_ends_with_the_patience_for_the_whole(server, monkeypatch):
    monkeypatch.setattr(published, "PATIENCE", 0.5)
    server.pause = 0.05
    began = time.monotonic()
    assert refused(server.address).code == "published-unreachable"
    assert time.monotonic() - began < 2


def test_a_question_can_be_ended_while_it_waits(server):
    server.pause, stop = 0.2, Stop()
    timer = threading.Timer(0.3, stop.ask)
    timer.start()
    began = time.monotonic()
    assert refused(server.address, stop).code == "look-stopped"
    timer.join()
    assert time.monotonic() - began < 3
