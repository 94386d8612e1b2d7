#!/bin/sh
# Sets up whatever MIT Trainer still lacks on this computer, and nothing else.
#
#   packaging/setup.sh run     what the app needs
#   packaging/setup.sh test    that, and what the tests look through: a virtual screen, a
#                              virtual sound card, a reader of pages
#   packaging/setup.sh bench   other pitch trackers, into .venv-bench, apart from the app
#
# System packages come from apt (Debian 12 and 13, Ubuntu 24.04), as root or with sudo.
# Python packages go into .venv, exactly as requirements.lock says.  What the helpers
# print goes to build/set-up.log; whatever cannot be had is told in one sentence.  When
# nothing is missing all this takes a fraction of a second.
set -eu

cd "$(dirname "$0")/.."
purpose=${1:-run}
log=build/set-up.log
stamp=.venv/set-up.sha256

# PyAudio is compiled here, against PortAudio; Kivy loads OpenGL and mtdev; espeak-ng speaks
# phrases that nobody has recorded.
for_run="gcc libc6-dev portaudio19-dev libgl1 libmtdev1 espeak-ng"
for_test="xvfb xdotool poppler-utils dbus pipewire pipewire-alsa pipewire-pulse wireplumber
    pulseaudio-utils"

stop() {
    echo "Set-up: $*" >&2
    exit 1
}

# Words go to the screen, the helpers' chatter to the log.
quietly() { "$@" >>"$log" 2>&1; }

# --- system packages --------------------------------------------------------------------

# Those of the given packages that are not installed, also not under another name
# (libmtdev1 is called libmtdev1t64 since Debian 13 and Ubuntu 24.04).
not_installed() {
    installed=$(dpkg-query -W -f '${db:Status-Status} ${Package} ${Provides}\n' |
        sed -n 's/^installed //p' | tr ', ' '\n\n' | sort -u)
    for package in "$@"; do
        echo "$installed" | grep -qxF "$package" || echo "$package"
    done
}

install_packages() {
    as_root=
    if [ "$(id -u)" -ne 0 ]; then
        as_root=sudo
        command -v sudo >/dev/null ||
            stop "these system packages are missing, ask an administrator to run: apt-get install $*"
    fi
    command -v apt-get >/dev/null || stop "please install these system packages by hand: $*"
    echo "Set-up: installing system packages: $*"
    quietly $as_root apt-get update ||
        echo "(apt-get update had trouble; going on with the lists as they are)" >>"$log"
    quietly $as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install --yes --no-install-recommends "$@" ||
        stop "apt could not install $*; look into $log, then run: apt-get install $*"
}

install_missing() {
    if ! command -v dpkg-query >/dev/null; then
        echo "Set-up: not a Debian or Ubuntu system, so please see for yourself that there" \
            "are Python 3.11 to 3.13, a C compiler, PortAudio with headers, OpenGL, mtdev."
        return
    fi
    missing=$(not_installed "$@" | tr '\n' ' ')
    [ -z "$missing" ] || install_packages ${missing% }
}

# --- Python -----------------------------------------------------------------------------

version_fits() {
    "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null
}

has_headers() {
    "$1" -c 'import os, sys, sysconfig as s
sys.exit(not os.path.exists(os.path.join(s.get_path("include"), "Python.h")))' 2>/dev/null
}

# The Python to build on, as a full path; nothing when there is none that can compile PyAudio.
find_python() {
    for name in python3 /usr/bin/python3 python3.13 python3.12 python3.11; do
        if version_fits "$name" && has_headers "$name"; then
            "$name" -c 'import sys; print(sys.executable)'
            return
        fi
    done
}

# A Python of the right age that cannot compile, or none at all, is the distribution's to mend.
python_packages() {
    [ -z "$(find_python)" ] || return 0
    if [ -x /usr/bin/python3 ] && ! version_fits /usr/bin/python3; then
        echo python3-venv # enough to fetch uv, which brings a Python of its own
    else
        echo python3 python3-venv python3-dev
    fi
}

find_uv() {
    if command -v uv; then return; fi
    if [ ! -x .uv/bin/uv ]; then
        rm -rf .uv
        for name in "$@" python3 /usr/bin/python3; do
            if quietly "$name" -m venv .uv; then break; fi
        done
        quietly .uv/bin/python -m pip install --quiet uv || return 0
    fi
    echo .uv/bin/uv
}

# .venv is right for these files, on this Python, in this place.
state() {
    { pwd; .venv/bin/python -V; cat requirements.lock pyproject.toml; } 2>/dev/null | sha256sum
}

is_fresh() { [ -x .venv/bin/mit-trainer ] && [ "$(state)" = "$(cat "$stamp" 2>/dev/null)" ]; }

build_environment() {
    python=$(find_python)
    uv=$(find_uv ${python:+"$python"})
    [ -n "$uv" ] || stop "uv could not be fetched; check the network, look into $log, and try again."
    if [ -n "${CI:-}" ]; then export UV_PYTHON_DOWNLOADS=never; fi
    rm -f "$stamp"
    # The programs inside know their place, so an environment cannot move with its folder.
    if ! version_fits .venv/bin/python || ! grep -qsF "$(pwd)/.venv" .venv/bin/activate; then
        rm -rf .venv
        quietly "$uv" venv --python "${python:->=3.11,<3.14}" .venv ||
            stop "there is no Python 3.11, 3.12 or 3.13 on this computer; please install one of them."
    fi
    echo "Set-up: installing Python packages into .venv"
    # Byte code now: without it every start takes two to four times as long.
    quietly "$uv" pip sync --python .venv/bin/python --require-hashes --compile-bytecode \
        requirements.lock &&
        quietly "$uv" pip install --python .venv/bin/python --no-deps --editable . ||
        stop "the Python packages could not be installed; check the network, look into $log, and try again."
    state >"$stamp"
}

# Trackers that cannot be had are left out; the measurement says so.
build_bench() {
    lock=packaging/bench.lock
    stamp_bench=.venv-bench/set-up.sha256
    now=$({ pwd; cat "$lock" packaging/bench-compiled.lock; } | sha256sum)
    if [ "$now" = "$(cat "$stamp_bench" 2>/dev/null)" ]; then return; fi
    uv=$(find_uv "$(find_python)")
    [ -n "$uv" ] || stop "uv could not be fetched; check the network, look into $log, and try again."
    echo "Set-up: installing other pitch trackers into .venv-bench"
    rm -rf .venv-bench
    quietly "$uv" venv --python .venv/bin/python .venv-bench &&
        quietly "$uv" pip sync --python .venv-bench/bin/python --require-hashes "$lock" ||
        stop "the other pitch trackers could not be installed; look into $log, and try again."
    quietly "$uv" pip install --python .venv-bench/bin/python --require-hashes --no-deps \
        --no-build-isolation -r packaging/bench-compiled.lock ||
        echo "Set-up: aubio could not be compiled, so it is left out; $log says why."
    echo "$now" >"$stamp_bench"
}

# --- what is asked for ------------------------------------------------------------------

case $purpose in
    run) wanted=$for_run ;;
    test) wanted="$for_run $for_test" ;;
    bench) wanted= ;;
    *) stop "say 'run', 'test' or 'bench', not '$purpose'." ;;
esac
mkdir -p build
if [ "$purpose" = bench ]; then
    build_bench
    exit
fi
if is_fresh; then
    install_missing $wanted
else
    : >"$log"
    install_missing $wanted $(python_packages)
    build_environment
fi
