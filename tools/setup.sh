#!/usr/bin/env bash
# Makes the virtual environment and installs the pinned requirements, each only when they changed.
#   tools/setup.sh runtime    what `make demo` needs
#   tools/setup.sh test       that, what the checks need, and the programs from Debian that tests drive
set -euo pipefail
cd "$(dirname "$0")/.."
what=${1:-runtime}
venv=${VENV:-.venv}

say() { printf '%s\n' "$*" >&2; }
is_root() { [ "$(id -u)" = 0 ]; }

updated=
apt_install() {
    command -v apt-get >/dev/null || return 1
    is_root || return 1
    [ -n "$updated" ] || apt-get update -qq >/dev/null </dev/null || return 1
    updated=yes
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null </dev/null
}

is_new_enough() { "$1" -c 'import sys; raise SystemExit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
    local candidate
    for candidate in ${PYTHON:-python3.11 python3 python3.12 python3.13 python3.14}; do
        if command -v "$candidate" >/dev/null && is_new_enough "$candidate"; then
            command -v "$candidate"
            return
        fi
    done
    say "Plenair needs Python 3.11 or newer, and found none${PYTHON:+ at PYTHON=$PYTHON}."
    say "On Debian 12: apt-get install python3 python3-venv. Elsewhere: make PYTHON=/path/to/python3.11 …"
    return 1
}

make_venv() {
    local python
    python=$(find_python)
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        say "This Python cannot make virtual environments yet; installing Debian's python3-venv."
        if ! apt_install python3-venv || ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
            say "That did not work (it needs root and apt). Install the package python3-venv for $python, then try again."
            return 1
        fi
    fi
    say "Making the virtual environment $venv with $("$python" --version) …"
    "$python" -m venv --clear "$venv"
}

install() {
    local name=$1 file=requirements/$1.txt stamp=$venv/installed-$1
    local now
    now=$(cat "$file" <("$venv/bin/python" --version) | sha256sum)
    [ "$(cat "$stamp" 2>/dev/null)" = "$now" ] && return
    say "Installing requirements/$name.txt …"
    if [ "$name" = installer ]; then
        "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$file" ||
            { say "uv could not be installed; going on with pip, which takes longer."; return; }
    elif ! { [ -x "$venv/bin/uv" ] && # bytecode now: every start of a process is seconds quicker for it
        VIRTUAL_ENV=$PWD/$venv "$venv/bin/uv" pip install --compile-bytecode --quiet --python "$venv/bin/python" --require-hashes -r "$file"; }; then
        "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$file"
    fi
    printf '%s\n' "$now" >"$stamp"
}

need() { # need PROGRAM PACKAGE PURPOSE
    command -v "$1" >/dev/null && return
    say "Installing Debian's $2 ($3) …"
    apt_install "$2" && command -v "$1" >/dev/null && return
    missing="$missing $2"
    say "  It could not be installed (that needs root and apt): $3 will be skipped or fail."
}

[ -x "$venv/bin/python" ] && is_new_enough "$venv/bin/python" && "$venv/bin/python" -m pip --version >/dev/null 2>&1 ||
    make_venv
install installer
install runtime
if [ "$what" = test ]; then
    install test
    missing=
    PATH=$PATH:/usr/sbin:/sbin
    # The headless build of the same browser takes less than half the processor time; either will do.
    command -v chromium-headless-shell >/dev/null || apt_install chromium-headless-shell ||
        need chromium chromium "tests in a browser"
    need pdftoppm poppler-utils "tests that look at PDF pages"
    need soffice libreoffice-writer-nogui "tests that open DOCX and ODT"
    [ -e /usr/lib/libreoffice/program/libsclo.so ] || # soffice alone cannot open a spreadsheet
        apt_install libreoffice-calc-nogui || missing="$missing libreoffice-calc-nogui"
    need xgettext gettext "the check of the translations"
    need nginx nginx-light "the check of the proxy's configuration"
    if [ -n "$missing" ] && [ "${CI:-}" = true ]; then
        say "In CI all of them are needed:$missing"
        exit 1
    fi
fi
