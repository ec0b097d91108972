"""A mail server on loopback: python -m benchmarks.mail_server PORT. Says how much it took whenever a line comes in."""

import sys
from typing import Any

from aiosmtpd.controller import Controller


class Counting:
    """Takes everything."""

    taken = 0

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.taken += 1
        return "250 OK"


def main(port: int) -> None:
    handler = Counting()
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    print("ready", flush=True)
    for _line in sys.stdin:
        print(handler.taken, flush=True)
    controller.stop()


if __name__ == "__main__":
    main(int(sys.argv[1]))
