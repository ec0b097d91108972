"""`make test`, `make torture`, `make bench` and `make messages`: programs against engines that are thrown away."""

import os
import signal
import subprocess

from tools.portal.config import Config, read_config
from tools.portal.django import local_environment, manage
from tools.portal.engines import throwaway_engines
from tools.portal.native import Native, ensure_native
from tools.portal.packages import ensure_packages
from tools.portal.processes import die_with_parent


def set_up() -> Native:
    """Install all that tests and checks need; returns how to reach the native parts."""
    config = read_config()
    ensure_packages(config, "test")
    return ensure_native(config, for_tests=True)


def test(arguments: list[str]) -> int:
    """Run pytest with `arguments`, one process more than cores, as browser tests often wait; returns its exit code."""
    processes = str((os.cpu_count() or 1) + 1)
    return _with_engines(["pytest", "-n", processes, "--dist", "worksteal", *arguments])


def torture(arguments: list[str]) -> int:
    """Play random schedules of several writers on a bad network; returns the program's exit code."""
    return _with_engines(["tests.torture", *arguments])


def bench(arguments: list[str]) -> int:
    """Run the benchmarks; returns their exit code."""
    return _with_engines(["benchmarks", *arguments])


def messages() -> int:
    """Collect the interface strings into locale/; returns the program's exit code."""
    return _with_engines(["manage", "check_messages", "--update"])


def _with_engines(module: list[str]) -> int:
    native = set_up()
    with throwaway_engines() as (config, engines):
        environment = local_environment(config, engines, native)
        manage(config, environment, [("Compiling translations", ["compile_messages"])])
        return run_module(config, environment, module)


def run_module(config: Config, environment: dict[str, str], module: list[str]) -> int:
    """Run a Python module of the portal's environment in the foreground."""
    command = [str(config.python), "-m", *module]
    ended = subprocess.run(command, cwd=config.root, env=environment, preexec_fn=die_with_parent(signal.SIGTERM))
    return ended.returncode
