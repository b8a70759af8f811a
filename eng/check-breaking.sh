#!/usr/bin/env bash
# Fails when the protos break clients made from the released contract. What is meant to break is released anew: eng/release-protos.sh.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

npx --no-install buf breaking protos --against "$released_protos" >&2 ||
  fail "the lines above break clients of $released_protos; if that is meant, say in CHANGELOG.md what they must do and run eng/release-protos.sh"
say "protos are compatible with $released_protos"
