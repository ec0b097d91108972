"""One process of `make torture`: plays its share of the seeds in a database of its own, a line for each."""

import json
import logging
import os
import sys
import traceback

import django

import tests.environment  # noqa: F401 - settings of tests where the environment names none

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pim_portal.settings")
django.setup()

from django.conf import settings  # noqa: E402 - after Django's set-up, as all that follow
from django.db import connection  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402

from tests.torture.playing import play  # noqa: E402

EACH = 25
FAILED = 1


def main(number: int, processes: int, schedules: int, seed: int, steps: int, shrink: bool) -> int:
    """Play every `processes`-th seed, from the `number`-th on; returns 1 at the first schedule that fails."""
    logging.disable(logging.CRITICAL)
    setup_test_environment(debug=False)
    name = settings.DATABASES["default"]["NAME"]
    connection.settings_dict["TEST"]["NAME"] = f"torture_{name}_{number}"
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        for place in range(number, -(-schedules // EACH), processes):
            count = min(EACH, schedules - place * EACH)
            print(json.dumps(play(seed + place, count, steps=steps, shrink=shrink)), flush=True)
    except Exception:
        traceback.print_exc()
        print(f"Failed with --seed {seed + place}", file=sys.stderr)
        return FAILED
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
    return 0


if __name__ == "__main__":
    sys.exit(main(**json.loads(sys.argv[1])))
