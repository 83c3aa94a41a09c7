"""The short way for votes gives what the way through ASGI gives, however the request arrives."""

import asyncio

import pytest
from uvicorn import Config
from uvicorn.server import ServerState

from live.gateway.bodies import read_body
from live.gateway.protocol import LiveProtocol, chunk_writer

JSON = (b"content-type", b"application/json")


class Line(asyncio.Transport):
    """A connection whose other side is the test."""

    def __init__(self):
        super().__init__()
        self.sent = b""
        self.is_closed = self.is_paused = False

    def write(self, data):
        assert not self.is_closed
        self.sent += data

    def close(self):
        self.is_closed = True

    def is_closing(self):
        return self.is_closed

    def pause_reading(self):
        self.is_paused = True

    def resume_reading(self):
        self.is_paused = False


class Application:
    """Answers a body with itself; by the short way when asked, or when ``later`` is called."""

    def __init__(self):
        self.short_ways = {b"/short": self.take, b"/broken": self.fail}
        self.waits = False
        self.waiting = []
        self.ways = []

    def take(self, headers, body, reply):
        self.ways.append("short")
        parts = (200, [JSON, (b"content-length", b"%d" % len(body))], body)
        if self.waits:
            self.waiting.append(lambda: reply(*parts))
        else:
            reply(*parts)

    def fail(self, headers, body, reply):
        raise TypeError("a fault of ours")

    async def __call__(self, scope, receive, send):
        body = await read_body(receive, dict(scope["headers"]))
        self.ways.append("asgi")
        headers = [JSON, (b"content-length", b"%d" % len(body))]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})


def request(body=b"a=1", path=b"/short", method=b"POST", version=b"1.1", extra=b""):
    return b"%b %b HTTP/%b\r\nHost: x\r\nContent-Length: %d\r\n%b\r\n%b" % (
        *(method, path, version, len(body), extra, body),
    )


def exchange(*packets, waits=False, between=lambda line, application, protocol: None):
    """What came back for these packets: the line, and which ways were taken."""

    async def play():
        application = Application()
        application.waits = waits
        config = Config(application, http=LiveProtocol, lifespan="off", access_log=False, log_config=None)
        config.load()
        config.loaded_app = application
        protocol, line = LiveProtocol(config, ServerState(), {}, asyncio.get_running_loop()), Line()
        protocol.connection_made(line)
        for packet in packets:
            protocol.data_received(packet)
            for _ in range(5):
                await asyncio.sleep(0)
            between(line, application, protocol)
        protocol.connection_lost(ConnectionResetError())
        return line, application.ways

    return asyncio.run(play())


def answers(line):
    return line.sent.count(b"HTTP/1.1 200 OK\r\n")


def test_a_plain_vote_goes_the_short_way_and_gets_the_same_answer():
    short, ways = exchange(request())
    long, other_ways = exchange(request(path=b"/short?x=1"))
    assert (ways, other_ways) == (["short"], ["asgi"])
    assert short.sent == long.sent
    assert short.sent.endswith(b"\r\n\r\na=1")
    assert not short.is_closed


@pytest.mark.parametrize(
    "packet",
    [
        request(path=b"/elsewhere"),
        request(version=b"1.0"),
        request(method=b"PUT"),
        request(extra=b"Expect: 100-continue\r\n"),
        b"POST /short HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\na=1\r\n0\r\n\r\n",
    ],
)
def test_anything_unusual_goes_through_asgi(packet):
    line, ways = exchange(packet)
    assert ways == ["asgi"]
    assert answers(line) == 1
    assert line.sent.endswith(b"a=1")


def test_a_body_larger_than_a_message_is_left_to_asgi():
    _, ways = exchange(request(b"a" * 4096))
    assert ways == ["short"]
    _, ways = exchange(request(b"a" * 4097))
    assert ways == []  # read_body refuses it


def test_a_request_in_pieces():
    whole = request(b"token=abc&round=12")
    line, ways = exchange(*[whole[place : place + 1] for place in range(len(whole))])
    assert (ways, answers(line)) == (["short"], 1)
    assert line.sent.endswith(b"token=abc&round=12")


def test_one_connection_takes_many_votes_until_it_asks_to_close():
    line, ways = exchange(request(b"1"), request(b"2"), request(b"3", extra=b"Connection: close\r\n"))
    assert (ways, answers(line), line.is_closed) == (["short"] * 3, 3, True)
    assert line.sent.count(b"connection: close") == 1


def test_requests_behind_each_other_are_answered_in_order():
    def answer_first(line, application, protocol):
        assert line.sent == b""
        assert line.is_paused
        application.waiting[0]()

    line, ways = exchange(request(b"first") + request(b"second"), waits=True, between=answer_first)
    assert ways[0] == "short"
    assert line.sent.endswith(b"first")  # the second waits for its turn in the loop and is then answered
    assert not line.is_paused


def test_who_went_away_gets_nothing_and_breaks_nothing():
    def leave(line, application, protocol):
        protocol.connection_lost(ConnectionResetError())
        protocol.parser = None
        application.waiting[0]()

    line, ways = exchange(request(), waits=True, between=leave)
    assert (ways, line.sent) == (["short"], b"")


def test_a_vote_under_way_is_answered_when_the_server_stops():
    def stop(line, application, protocol):
        protocol.shutdown()
        assert not line.is_closed
        application.waiting[0]()

    line, _ = exchange(request(), waits=True, between=stop)
    assert (answers(line), line.is_closed) == (1, True)
    assert b"connection: close\r\n" in line.sent


def test_a_fault_of_ours_is_a_500_and_a_line_in_the_log(caplog):
    line, _ = exchange(request(path=b"/broken"))
    assert line.sent.startswith(b"HTTP/1.1 500")
    assert line.is_closed
    assert "a fault of ours" in caplog.text


def test_two_lengths_are_a_bad_request():
    line, ways = exchange(request(extra=b"Content-Length: 9\r\n"))
    assert ways == []
    assert line.sent.startswith(b"HTTP/1.1 400")


def streamed(pause):
    """What goes over the line when a stream sends three parts, the middle one while the other side does not read."""

    async def stream(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": [JSON]})
        await send({"type": "http.response.body", "body": b"first", "more_body": True})
        write = chunk_writer(send)
        results.append(write(b"second"))
        pause(send.__self__.flow)
        results.append(write(b"third"))

    async def play():
        config = Config(stream, http=LiveProtocol, lifespan="off", access_log=False, log_config=None)
        config.load()
        config.loaded_app = stream
        protocol, line = LiveProtocol(config, ServerState(), {}, asyncio.get_running_loop()), Line()
        protocol.connection_made(line)
        protocol.data_received(request(path=b"/events", method=b"GET"))
        for _ in range(5):
            await asyncio.sleep(0)
        return line.sent

    results = []
    return asyncio.run(play()), results


def test_a_stream_writes_what_the_server_would_have_written_and_stops_where_it_would_wait():
    sent, results = streamed(lambda flow: None)
    assert results == [True, True]
    assert sent.endswith(b"transfer-encoding: chunked\r\n\r\n5\r\nfirst\r\n6\r\nsecond\r\n5\r\nthird\r\n")
    sent, results = streamed(lambda flow: flow.pause_writing())
    assert results == [True, False]
    assert sent.endswith(b"6\r\nsecond\r\n")


def test_another_server_has_no_writer():
    async def send(message):
        raise AssertionError

    assert chunk_writer(send) is None
