"""Connections that end in time and, unless it is allowed, never lead to a private address."""

from __future__ import annotations

import logging
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import requests
import urllib3
from requests.adapters import HTTPAdapter
from requests_hardened.ip_filter_adapter import IPFilterAdapter  # type: ignore[import-untyped]
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from diplograph.graph.errors import FetchError

# It warns of each refused address; the error that is raised says so already.
logging.getLogger("requests_hardened").addHandler(logging.NullHandler())


class TookTooLong(FetchError):
    """A deadline has passed."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"took longer than {seconds:g} s")


class Deadline:
    """Shuts the connections of one thread down when its time is up.

    A read timeout starts anew with every byte, so a server that sends one byte a second, in the
    headers or in the body, would hold a fetch for ever.
    """

    def __init__(self) -> None:
        self._thread = threading.local()

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """Bound all connections made inside; raises TookTooLong when it has run out."""
        sockets: list[socket.socket] = []
        over = threading.Event()

        def shut() -> None:
            over.set()
            for sock in sockets:
                _shut(sock)

        timer = threading.Timer(seconds, shut)
        timer.daemon = True
        self._thread.watch = (sockets, over)
        timer.start()
        try:
            yield
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
            if over.is_set():
                raise TookTooLong(seconds) from error
            raise
        finally:
            timer.cancel()
            del self._thread.watch
            for sock in sockets:
                sock.close()
        if over.is_set():
            raise TookTooLong(seconds)

    def watch(self, sock: socket.socket) -> None:
        """Put a new connection of this thread under its deadline."""
        sockets, over = getattr(self._thread, "watch", (None, None))
        if sockets is None or over is None:
            return
        # A duplicate: wrapping a socket in TLS detaches the one that was given.
        sockets.append(sock.dup())
        if over.is_set():
            _shut(sock)


def _shut(sock: socket.socket) -> None:
    try:
        sock.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # closed already


DEADLINE = Deadline()


class _Connection(HTTPConnection):
    def _new_conn(self) -> socket.socket:
        sock = super()._new_conn()
        DEADLINE.watch(sock)
        return sock


class _SecureConnection(HTTPSConnection):
    def _new_conn(self) -> socket.socket:
        sock = super()._new_conn()
        DEADLINE.watch(sock)
        return sock


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Connection


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _SecureConnection


class _WatchedManager:
    """An adapter whose connections stand under the deadline."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)  # type: ignore[misc]
        manager: urllib3.PoolManager = self.poolmanager  # type: ignore[attr-defined]
        manager.pool_classes_by_scheme = {"http": _Pool, "https": _SecurePool}


class OpenAdapter(_WatchedManager, HTTPAdapter):
    """Connects anywhere."""


class PublicAdapter(_WatchedManager, IPFilterAdapter):  # type: ignore[misc]
    """Connects to public addresses only, and to the very address that was checked."""
