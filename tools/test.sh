#!/usr/bin/env bash
# Runs the tests twice: on SQLite without Redis, and on PostgreSQL with Redis.
# With CI=true both are required; otherwise what is missing is named and skipped.
set -uo pipefail
cd "$(dirname "$0")/.."
bin=${VENV:-.venv}/bin
failed=0
by_file="-n 2 --dist loadfile" # servers and browsers are shared by the tests of one file
unset DATABASE_URL REDIS_URL DJANGO_SETTINGS_MODULE PLENAIR_VAR_DIR LIVE_ORIGIN PUBLIC_ORIGIN EMAIL_URL
unset PYTHONDONTWRITEBYTECODE # dozens of processes start here; bytecode makes each seconds quicker
export PATH=$PATH:/usr/sbin:/sbin PYTHONWARNINGS=${PYTHONWARNINGS:-}

say() { printf '\n== %s\n' "$*"; }

run() { # run TITLE MARKS [pytest options]
    say "$1"
    "$bin/pytest" -m "$2" "${@:3}" || failed=1
}

eval "$("$bin/python" tools/services.py)" || exit 1

run "SQLite, no Redis" "not processes and not browser and not postgres and not redis" -n 2
run "SQLite, no Redis: servers and browsers" "(processes or browser) and not postgres and not redis" $by_file

if [ -n "$TEST_DATABASE_URL" ] && [ -n "$TEST_REDIS_URL" ]; then
    export DATABASE_URL=$TEST_DATABASE_URL REDIS_URL=$TEST_REDIS_URL
    run "PostgreSQL and Redis" "not processes and not browser and not embedded" -n 2
    run "PostgreSQL and Redis: servers and browsers" "(processes or browser) and not embedded" $by_file
else
    missing=
    [ -n "$TEST_DATABASE_URL" ] || missing="PostgreSQL (name one that lets you make databases in TEST_DATABASE_URL)"
    [ -n "$TEST_REDIS_URL" ] || missing="${missing:+$missing and }Redis (name one in TEST_REDIS_URL)"
    if [ "${CI:-}" = true ]; then
        say "FAILED: CI needs $missing, and there is none."
        exit 1
    fi
    say "Skipped the tests on PostgreSQL with Redis: there is no $missing."
fi
exit $failed
