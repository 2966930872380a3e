"""A port in the way is named before anything starts, with the setting that changes it."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from launcher.errors import LaunchError
from launcher.ports import Port, check
from tests.support.processes import free_port

pytestmark = pytest.mark.unit


@contextmanager
def _taken(kind: socket.SocketKind) -> Iterator[int]:
    with socket.socket(socket.AF_INET, kind) as taken:
        taken.bind(("127.0.0.1", 0))
        if kind is socket.SOCK_STREAM:
            taken.listen()
        yield taken.getsockname()[1]


def test_free_ports_are_fine() -> None:
    check(
        [
            Port(free_port(), "PORT", "the page"),
            Port(free_port(socket.SOCK_DGRAM), "UDP", "media", is_udp=True),
        ]
    )


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0"])
def test_taken_tcp_port_is_named_with_its_setting(host: str) -> None:
    with _taken(socket.SOCK_STREAM) as number, pytest.raises(LaunchError) as raised:
        check([Port(number, "PORT", "the page", host)])
    message = str(raised.value)
    assert message.startswith(f"Port {number} (the page) is in use:")
    assert "set PORT in .env" in message


def test_taken_udp_port_is_told_from_tcp() -> None:
    with _taken(socket.SOCK_DGRAM) as number:
        check([Port(number, "TCP_PORT", "media over TCP")])
        with pytest.raises(LaunchError, match=f"Port {number}/udp"):
            check([Port(number, "UDP_PORT", "media over UDP", is_udp=True)])


def test_all_taken_ports_are_told_at_once() -> None:
    with (
        _taken(socket.SOCK_STREAM) as one,
        _taken(socket.SOCK_STREAM) as other,
        pytest.raises(LaunchError, match=rf"Ports {one} .*{other} .* are in use.*A, B"),
    ):
        check([Port(one, "A", "one"), Port(other, "B", "other")])


def test_port_whose_last_connection_lingers_is_free() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        number = server.getsockname()[1]
        client = socket.create_connection(("127.0.0.1", number))
        accepted, _ = server.accept()
        accepted.close()  # this side closes first: its end stays in TIME_WAIT
        client.close()
    check([Port(number, "PORT", "the page")])


def test_one_port_asked_for_twice_is_refused() -> None:
    number = free_port()
    with pytest.raises(LaunchError, match=f"A and B name the same port {number}"):
        check([Port(number, "A", "one"), Port(number, "B", "other")])


def test_same_number_for_tcp_and_udp_is_fine() -> None:
    number = free_port()
    check([Port(number, "A", "one"), Port(number, "B", "other", is_udp=True)])
