#!/usr/bin/env bash
# Fails when a file names a place that only one developer's machine knows: a package registry or a home directory.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
# Written in pieces, so that this file does not find itself.
hosts='(registry|npm|nuget|packages?|mirror|proxy|artifactory|nexus)[a-z0-9.-]*\.(org|com|net|io|dev|local|internal)(:[0-9]+)?/'
paths='/(ho''me|Us''ers)/[A-Za-z0-9_.-]+/|/ro''ot/[A-Za-z0-9_.-]+/|[A-Z]:\\\\Us''ers\\\\'
if git grep -n -I -E "https?://$hosts|$paths" -- . ':!LICENSE'; then
  fail "the lines above name a registry's host or somebody's home directory"
fi
