"""A web server that misbehaves on request, byte by byte."""

from __future__ import annotations

import socket
import socketserver
import threading
from collections import Counter
from collections.abc import Callable, Iterator

import pytest

Answer = Callable[[socket.socket, dict[str, str]], None]


def http(
    body: bytes = b"",
    status: str = "200 OK",
    headers: tuple[str, ...] = (),
    length: int | None = None,
) -> bytes:
    """The bytes of an answer; ``length`` is the Content-Length that it claims."""
    size = len(body) if length is None else length
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {size}", "Connection: close", *headers]
    return "\r\n".join(lines).encode("utf-8") + b"\r\n\r\n" + body


class MisbehavingServer:
    """Answers each path by a function that writes to the socket as it likes."""

    def __init__(self) -> None:
        self.routes: dict[str, list[Answer]] = {}
        self.hits: Counter[str] = Counter()
        self.requests: list[tuple[str, dict[str, str]]] = []
        outer = self

        class Handler(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                outer._handle(self.request)

        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._server.block_on_close = False
        self.stopping = threading.Event()
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}
        )
        self._thread.start()
        self.answer("/robots.txt", http(status="404 Not Found"))

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def url(self, path: str) -> str:
        return self.origin + path

    def answer(self, path: str, *answers: bytes | Answer) -> str:
        """Answer a path so, one answer a request and the last for ever; gives its URL."""
        self.routes[path] = [_sending(a) if isinstance(a, bytes) else a for a in answers]
        return self.url(path)

    def _handle(self, connection: socket.socket) -> None:
        data = b""
        try:
            while b"\r\n\r\n" not in data:
                part = connection.recv(4096)
                if not part:
                    return
                data += part
            first, *lines = data.decode("latin-1").split("\r\n")
            path = first.split(" ")[1]
            headers = dict(line.lower().split(": ", 1) for line in lines if ": " in line)
            self.requests.append((path, headers))
            answers = self.routes.get(path, [_sending(http(status="404 Not Found"))])
            answer = answers[min(self.hits[path], len(answers) - 1)]
            self.hits[path] += 1
            answer(connection, headers)
        except OSError:
            return  # the client has gone, as it should

    def close(self) -> None:
        self.stopping.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def _sending(data: bytes) -> Answer:
    return lambda connection, headers: connection.sendall(data)


@pytest.fixture
def server() -> Iterator[MisbehavingServer]:
    running = MisbehavingServer()
    yield running
    running.close()


@pytest.fixture(name="http")
def http_bytes() -> Callable[..., bytes]:
    return http
