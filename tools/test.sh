#!/usr/bin/env bash
# Runs the tests twice: on SQLite without Redis, and on PostgreSQL with Redis.
# With CI=true both are required; otherwise what is missing is named and skipped.
set -uo pipefail
cd "$(dirname "$0")/.."
bin=${VENV:-.venv}/bin
failed=0
# One more than a small machine has cores: tests that start servers wait a lot, and the others go on meanwhile.
# Whoever is done takes over from who has most left; tests/conftest.py puts the long ones first.
spread="-n ${TEST_PROCESSES:-3} --dist worksteal"
unset DATABASE_URL REDIS_URL DJANGO_SETTINGS_MODULE PLENAIR_VAR_DIR LIVE_ORIGIN PUBLIC_ORIGIN EMAIL_URL
unset PYTHONDONTWRITEBYTECODE # dozens of processes start here; bytecode makes each seconds quicker
export PATH=$PATH:/usr/sbin:/sbin PYTHONWARNINGS=${PYTHONWARNINGS:-}

say() { printf '\n== %s\n' "$*"; }

run() { # run TITLE MARKS
    say "$1"
    # shellcheck disable=SC2086
    "$bin/pytest" $spread -m "$2" || failed=1
}

make_templates() { # both databases are migrated at the same time, before anybody waits for them
    DJANGO_SETTINGS_MODULE=config.settings.test "$bin/python" -m tests.databases &
    local embedded=$! made=0
    if [ -n "$TEST_DATABASE_URL" ]; then
        DJANGO_SETTINGS_MODULE=config.settings.test DATABASE_URL=$TEST_DATABASE_URL "$bin/python" -m tests.databases || made=1
    fi
    wait "$embedded" && return $made
}

eval "$("$bin/python" tools/services.py)" || exit 1

make_templates || exit 1
run "SQLite, no Redis" "not postgres and not redis"

if [ -n "$TEST_DATABASE_URL" ] && [ -n "$TEST_REDIS_URL" ]; then
    export DATABASE_URL=$TEST_DATABASE_URL REDIS_URL=$TEST_REDIS_URL
    run "PostgreSQL and Redis" "not embedded and not look and not pure"
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
