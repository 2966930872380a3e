#!/bin/sh
# One step of the set-up, told in one line: `sh launcher/setup.sh base|dev|local|npm|page`.
# Details go to logs/setup-STEP.log. Runs before there is a Python environment.
set -eu
cd "$(dirname "$0")/.."
step=$1
log=logs/setup-$step.log
venv_python=.venv/bin/python

fail() {
    echo "Cicerone cannot be set up: $1" >&2
    exit 1
}

# run WHAT COMMAND...: quietly; a failure is one sentence, told apart by what the log says.
run() {
    what=$1
    shift
    if "$@" >>"$log" 2>&1; then
        return 0
    fi
    if grep -Eiq 'name resolution|name or service not known|nodename nor servname|dns error|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|connection refused|network is unreachable|error sending request|NewConnectionError|failed to fetch|from versions: none|offline' "$log"; then
        fail "$what needs the network, which does not answer; connect and run again (details: $log)."
    fi
    fail "$what failed: $(grep -v '^[[:space:]]*$' "$log" | tail -n 1) (details: $log)."
}

is_new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

make_venv() {
    if [ -x "$venv_python" ] && is_new_enough "$venv_python"; then
        return 0
    fi
    rm -rf .venv
    for candidate in ${PYTHON:-} python3 python3.13 python3.12 python3.11 python3.14; do
        if is_new_enough "$candidate"; then
            python=$candidate
            break
        fi
    done
    if command -v uv >/dev/null 2>&1; then
        run "Making the Python environment" uv venv --python "${python:->=3.11}" .venv
        return 0
    fi
    [ -n "${python:-}" ] || fail "Python 3.11 or newer is needed: install python3 and run again."
    "$python" -c 'import ensurepip, venv' >/dev/null 2>&1 ||
        fail "$python lacks its venv module: install the package python3-venv and run again."
    run "Making the Python environment" "$python" -m venv .venv
}

find_uv() {
    if command -v uv >/dev/null 2>&1; then
        uv=uv
        return 0
    fi
    uv=.venv/bin/uv
    [ -x "$uv" ] || run "Installing uv" "$venv_python" -m pip install \
        --disable-pip-version-check --require-hashes -r requirements/uv.txt
}

need_node() {
    node -e 'const [a, b] = process.versions.node.split("."); process.exit(+a > 20 || (+a === 20 && +b >= 19) ? 0 : 1)' >/dev/null 2>&1 ||
        fail "Node.js 20.19 or newer is needed: install nodejs and npm and run again."
    command -v npm >/dev/null 2>&1 || fail "npm is needed: install it and run again."
}

mkdir -p logs
: >"$log"
case $step in
base | dev)
    echo "Setting up Python ($step) ..."
    make_venv
    find_uv
    if [ "$step" = base ]; then
        run "Installing the Python packages" \
            "$uv" pip install --compile-bytecode --python "$venv_python" --require-hashes -r requirements/base.txt
    else
        run "Installing the Python packages" \
            "$uv" pip sync --compile-bytecode --python "$venv_python" --require-hashes requirements/dev.txt
    fi
    ;;
local)
    echo "Setting up the local voice stack (once; it takes a minute) ..."
    find_uv
    run "Installing the local voice stack" \
        "$uv" pip install --compile-bytecode --python "$venv_python" --require-hashes -r requirements/local.txt
    ;;
npm)
    need_node
    echo "Setting up the web client's packages ..."
    run "Installing the web client's packages" npm --prefix web_client ci --no-audit --no-fund
    ;;
page)
    need_node
    echo "Building the web client ..."
    run "Building the web client" npm --prefix web_client run build
    ;;
*)
    fail "unknown step $step."
    ;;
esac
