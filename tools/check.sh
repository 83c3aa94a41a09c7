#!/usr/bin/env bash
# Everything CI checks before it runs the tests. All checks run; any that fails is named at the end.
set -uo pipefail
cd "$(dirname "$0")/.."
bin=${VENV:-.venv}/bin
apps="config core mailing live events workshops registrations polls reports workspace"
failed=

run() { # run NAME COMMAND…: quiet when it passes
    local output name=$1
    if output=$("${@:2}" 2>&1); then
        printf '  ok      %s\n' "$name"
    else
        printf '  FAILED  %s\n%s\n' "$name" "$output"
        failed="$failed '$name'"
    fi
}

unset DATABASE_URL REDIS_URL
export DJANGO_SETTINGS_MODULE=config.settings.test
echo "Checks:"
run "format" "$bin/ruff" format --check .
run "lint" "$bin/ruff" check .
run "imports" "$bin/lint-imports"
run "types" "$bin/mypy" $apps
run "templates" "$bin/djlint" --lint --quiet $apps
run "Django" "$bin/python" manage.py check --fail-level WARNING
run "migrations" "$bin/python" manage.py makemigrations --check --dry-run
run "translations" "$bin/python" tools/catalogues.py check
run "tree" "$bin/python" tools/check_tree.py
if [ -n "$failed" ]; then
    echo "Failed:$failed"
    exit 1
fi
