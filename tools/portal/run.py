"""`make run`: set up, start everything, say where it is, and look after it until it is stopped."""

import contextlib
import http.client
import signal
import time
from http import HTTPStatus

from tools.portal.config import Config, check_port, prepare_data, read_config, require_space
from tools.portal.console import Problem, say, step
from tools.portal.django import has_sample, local_environment, manage, with_sample
from tools.portal.engines import start_engines
from tools.portal.locks import sole_use
from tools.portal.native import ensure_native
from tools.portal.packages import ensure_packages
from tools.portal.processes import Child, end_leftovers
from tools.portal.supervisor import Supervisor, stop_in_order

WEB_SECONDS = 60.0
WORKER_SECONDS = 20.0
DATA_MEGABYTES = 200
# A PDF in the making must not slow down the pages that people are reading.
YIELDING = ("nice", "-n", "5")


def run() -> int:
    """Run the portal until a signal stops it."""
    config = read_config()
    prepare_data(config)
    with sole_use(config.data):
        # A killed start may have left programs that still hold the port while they end.
        end_leftovers(config.data / "run")
        check_port(config)
        require_space(config.data, DATA_MEGABYTES)
        ensure_packages(config, "local")
        native = ensure_native(config, for_tests=False)
        engines: list[Child] = []
        programs: list[Child] = []
        try:
            with step("Starting PostgreSQL and Valkey"):
                started = start_engines(config, engines)
            environment = with_sample(config, local_environment(config, started, native))
            accounts = _prepare_portal(config, environment)
            _start_programs(config, environment, programs)
            _announce(config, accounts)
            Supervisor([*engines, *programs]).watch()
        finally:
            if engines or programs:
                say("  Stopping ...")
            stop_in_order(programs, engines)
    return 0


def _prepare_portal(config: Config, environment: dict[str, str]) -> str:
    """Bring translations and database up to date, fill an empty database; returns the list of sample accounts."""
    steps = [
        ("Compiling translations", ["compile_messages"]),
        ("Preparing the database", ["migrate", "--no-input"]),
    ]
    if not has_sample(environment):
        manage(config, environment, steps)
        return ""
    steps.append(("Loading the sample programme, if the database is empty", ["load_sample", "--if-empty"]))
    steps.append(("Listing the sample accounts", ["sample_accounts"]))
    return manage(config, environment, steps)[-1]


def _start_programs(config: Config, environment: dict[str, str], started: list[Child]) -> None:
    """Start web, beat and worker in the order in which they will be stopped; wait until the web answers."""
    with step("Starting the web server, the worker and the timetable"):
        for child in (_web(config, environment), _beat(config, environment), _worker(config, environment)):
            child.start()
            started.append(child)
        _wait_for_web(config, started[0])
        _wait_for_worker(config)


def _program(
    config: Config,
    environment: dict[str, str],
    name: str,
    arguments: list[str],
    *,
    priority: tuple[str, ...] = (),
    hurry_signal: signal.Signals | None = None,
) -> Child:
    return Child(
        name=name,
        command=[*priority, str(config.python), "-m", *arguments],
        log=config.logs / f"{name}.log",
        pid_file=config.data / "run" / f"{name}.pid",
        env=environment,
        cwd=config.root,
        hurry_signal=hurry_signal,
        grace_seconds=8,
    )


def _web(config: Config, environment: dict[str, str]) -> Child:
    return _program(config, environment, "web", web_server(config.address.removeprefix("http://")))


def web_server(bind: str) -> list[str]:
    """The web server's module and arguments: listening on `bind`, in the shape in which the portal runs locally."""
    # Preloading shares the code's memory between the master and its workers.
    shape = ["--worker-class", "gthread", "--workers", "2", "--threads", "4", "--preload"]
    limits = [
        "--timeout",
        "60",
        "--graceful-timeout",
        "5",
        "--max-requests",
        "2000",
        "--max-requests-jitter",
        "200",
    ]
    return ["gunicorn", "--bind", bind, *shape, *limits, "--no-control-socket", "pim_portal.wsgi"]


def _beat(config: Config, environment: dict[str, str]) -> Child:
    schedule = str(config.data / "run" / "schedule")
    # Django's checks would load every page; the worker has made them.
    arguments = [
        "celery",
        "-A",
        "pim_portal",
        "--skip-checks",
        "beat",
        "--schedule",
        schedule,
        "--pidfile",
        "",
        "--loglevel",
        "info",
    ]
    return _program(config, environment, "beat", arguments, priority=YIELDING)


def _worker(config: Config, environment: dict[str, str]) -> Child:
    shape = [
        "--queues",
        "interactive,batch",
        "--pool",
        "prefork",
        "--concurrency",
        "2",
        "--hostname",
        "portal@%h",
    ]
    limits = ["--max-tasks-per-child", "50", "--max-memory-per-child", "220000"]
    quiet = ["--without-gossip", "--without-mingle", "--loglevel", "info"]
    arguments = ["celery", "-A", "pim_portal", "worker", *shape, *limits, *quiet]
    # SIGQUIT is the cold stop: unfinished work goes back to the queue and is done after the next start.
    return _program(config, environment, "worker", arguments, priority=YIELDING, hurry_signal=signal.SIGQUIT)


def _wait_for_web(config: Config, web: Child) -> None:
    deadline = time.monotonic() + WEB_SECONDS
    while not _health(config):
        if web.exit_code is not None or time.monotonic() > deadline:
            raise Problem(f"The web server did not start. The end of {web.log}:\n{web.last_lines()}")
        time.sleep(0.1)


def _wait_for_worker(config: Config) -> None:
    """Give the worker the time to say that it is there; pages work without it, so nothing is refused."""
    deadline = time.monotonic() + WORKER_SECONDS
    while _health(config) != HTTPStatus.OK and time.monotonic() < deadline:
        time.sleep(0.2)


def _health(config: Config) -> int:
    """Return the status of the page of health, 0 while nothing answers."""
    everywhere = {"0.0.0.0": "127.0.0.1", "::": "::1"}
    connection = http.client.HTTPConnection(everywhere.get(config.host, config.host), config.port, timeout=10)
    with contextlib.closing(connection):
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status
        except (OSError, http.client.HTTPException):
            return 0


def _announce(config: Config, accounts: str) -> None:
    say(f"\nThe portal is ready: {config.address}/")
    if accounts:
        say(accounts.rstrip())
    say(f"Data: {config.data}    Logs: {config.logs}    Stop: Ctrl-C")
