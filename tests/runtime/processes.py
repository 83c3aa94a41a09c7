"""Walks /proc, for tests that start the embedded runtime for real."""

import random
import socket
import time
from pathlib import Path


def plenair_processes(marker):
    """{pid: name of the process} of every live process whose environment holds ``marker``."""
    found = {}
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            environment = (folder / "environ").read_bytes().split(b"\0")
            state = (folder / "stat").read_text().rpartition(")")[2].split()[0]
        except (OSError, IndexError):
            continue
        if marker.encode() in environment and state != "Z":
            names = [line.partition(b"=")[2].decode() for line in environment if line.startswith(b"PLENAIR_PROCESS=")]
            found[int(folder.name)] = names[0] if names else "supervisor"
    return found


def wait_for(condition, seconds, what):
    """Wait until ``condition()`` is true; its value."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        value = condition()
        if value:
            return value
        time.sleep(0.1)
    raise AssertionError(f"waited {seconds} s for {what}")


def can_be_bound(port):
    """Whether nobody listens there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def free_port_pair():
    """A port that is free together with the next one, below those that outgoing connections take."""
    for _ in range(100):
        port = random.randrange(15_000, 30_000, 2)
        if can_be_bound(port) and can_be_bound(port + 1):
            return port
    raise AssertionError("no pair of free ports")
