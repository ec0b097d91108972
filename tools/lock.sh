#!/bin/sh
# Writes requirements/*.txt from pyproject.toml: hashed, for every platform, without a registry's address.
# Needs the program uv; whoever only runs the portal does not. Pass --upgrade for newer versions.
set -eu
cd "$(dirname "$0")/.."
lock() {
    target=$1
    shift
    uv pip compile pyproject.toml "$@" --output-file "requirements/$target.txt" --quiet \
        --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header
}
lock test --group test "$@"
lock local --group embedded --constraint requirements/test.txt "$@"
lock production --constraint requirements/test.txt "$@"
