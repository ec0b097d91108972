"""The embedded Valkey: queue of the background work and cache, on a unix socket only."""

import socket

from tools.portal.places import Places, wait_ready
from tools.portal.processes import Child

SOCKET = "valkey.sock"


def valkey_child(places: Places, *, throwaway: bool) -> Child:
    """Describe the server; unless it is thrown away, what it holds is on disk within a second."""
    places.queue.mkdir(mode=0o700, exist_ok=True)
    # Cached entries carry an end date and queued work does not: a full memory drops what can be made again.
    memory = ["--maxmemory", "128mb", "--maxmemory-policy", "volatile-lru"]
    listen = ["--port", "0", "--unixsocket", str(places.sockets / SOCKET), "--unixsocketperm", "700"]
    keep = ["--save", "", "--appendonly", "no" if throwaway else "yes", "--dir", str(places.queue)]
    return Child(
        name="valkey",
        command=[str(places.valkey), *listen, *keep, *memory],
        log=places.logs / "valkey.log",
        pid_file=places.run / "valkey.pid",
    )


def wait_for_valkey(places: Places, child: Child) -> None:
    """Return when the server answers; its socket alone is no proof, it appears before the data is read."""
    wait_ready(child, lambda: _answers(places))


def _answers(places: Places) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.settimeout(2)
        try:
            line.connect(str(places.sockets / SOCKET))
            line.sendall(b"PING\r\n")
            return line.recv(64).startswith(b"+PONG")
        except OSError:
            return False
