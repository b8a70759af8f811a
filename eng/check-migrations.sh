#!/usr/bin/env bash
# Fails when the entities changed and no migration was made for it. Needs the Release build.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
quietly dotnet ef migrations has-pending-model-changes --project server/HtmIt.Storage --no-build --configuration Release ||
  fail "the entities changed: run 'dotnet ef migrations add NAME --project server/HtmIt.Storage'"
