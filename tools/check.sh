#!/usr/bin/env bash
# Everything CI checks before it runs the tests. All checks run; any that fails is named at the end.
set -uo pipefail
cd "$(dirname "$0")/.."
bin=${VENV:-.venv}/bin
apps="config core mailing live events workshops registrations handouts polls reports workspace"
failed=

report() { # report NAME CODE OUTPUT: quiet when it passed
    if [ "$2" = 0 ]; then
        printf '  ok      %s\n' "$1"
    else
        printf '  FAILED  %s\n%s\n' "$1" "$3"
        failed="$failed '$1'"
    fi
}

run() { # run NAME COMMAND…
    local output
    output=$("${@:2}" 2>&1)
    report "$1" $? "$output"
}

unset DATABASE_URL REDIS_URL
export DJANGO_SETTINGS_MODULE=config.settings.test
echo "Checks:"
types=$(mktemp)
trap 'rm -f "$types"' EXIT
"$bin/mypy" $apps >"$types" 2>&1 & # takes as long as all the others together
mypy=$!
run "format" "$bin/ruff" format --check .
run "lint" "$bin/ruff" check .
run "imports" "$bin/lint-imports"
run "templates" "$bin/djlint" --lint --quiet $apps
run "Django" "$bin/python" manage.py check --fail-level WARNING
run "migrations" "$bin/python" manage.py makemigrations --check --dry-run
run "translations" "$bin/python" tools/catalogues.py check
run "tree" "$bin/python" tools/check_tree.py
wait "$mypy"
report "types" $? "$(cat "$types")"
if [ -n "$failed" ]; then
    echo "Failed:$failed"
    exit 1
fi
