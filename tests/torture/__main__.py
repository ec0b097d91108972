"""`make torture`: many random schedules in two processes.

    make torture ARGS="--schedules 5000 --seed 7 --processes 4 --steps 80"

Seeds count up from `--seed`, each plays 25 schedules. `--shrink` finds the fewest steps that still fail.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter

from tools.portal.processes import die_with_parent

FAILED = 1


def main(arguments: list[str]) -> int:
    """Start the players and add up what they say; returns 1 when a schedule lost a word or failed otherwise."""
    asked = _parse(arguments)
    started = time.monotonic()
    reading, writing = os.pipe()
    players = [_start(asked, number, writing) for number in range(asked.processes)]
    os.close(writing)
    totals: Counter[str] = Counter()
    with os.fdopen(reading) as lines:
        for line in lines:
            totals.update(json.loads(line))
            print(f"  {totals['schedules']} of {asked.schedules} schedules, {totals['steps']} steps", flush=True)
    failed = [player for player in players if player.wait() != 0]
    _say(totals, bool(failed), time.monotonic() - started)
    return FAILED if failed else 0


def _parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make torture ARGS=", description=__doc__)
    parser.add_argument("--schedules", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--steps", type=int, default=40)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--shrink", action="store_true")
    return parser.parse_args(arguments)


def _start(asked: argparse.Namespace, number: int, output: int) -> subprocess.Popen[bytes]:
    shown = json.dumps({**vars(asked), "number": number})
    return subprocess.Popen(
        [sys.executable, "-m", "tests.torture.player", shown],
        stdout=output,
        preexec_fn=die_with_parent(signal.SIGTERM),
    )


def _say(totals: Counter[str], is_failed: bool, seconds: float) -> None:
    lost = "FAILED, see above" if is_failed else "0 lost words"
    print(f"\n{totals['schedules']} schedules, {totals['steps']} steps, {lost}")
    print(f"{totals['words']} words acknowledged, {seconds / 60:.1f} minutes")
    for what in sorted(set(totals) - {"schedules", "steps", "words"}):
        print(f"{totals[what]:>8}  {what}")


sys.exit(main(sys.argv[1:]))
