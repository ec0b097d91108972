"""Settings of the tests where the environment names none; loaded before Django's settings are."""

import os
import secrets

from hypothesis import HealthCheck, settings

os.environ.setdefault("PORTAL_ENV", "local")
os.environ.setdefault("SECRET_KEY", secrets.token_urlsafe(48))
# The rules of sample mode hold in most tests; those about a second factor ask for it themselves.
os.environ["PORTAL_SAMPLE"] = "1"

# A busy machine makes no example wrong: slow ones are found by the benchmarks.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")
