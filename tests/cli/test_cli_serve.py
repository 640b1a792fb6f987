"""The command serve: its port."""

from __future__ import annotations

import socket

import pytest

pytest.importorskip("datasette")


def test_a_port_is_free_again_at_once() -> None:
    """The desk that was stopped is started again on its port, though its last connection still lingers."""
    from extractor.web.serving import free_port

    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert free_port(port) is None
        with socket.create_connection(("127.0.0.1", port)) as client:
            served, _ = server.accept()
            served.close()
            assert client.recv(1) == b""
    assert free_port(port) == port
