#!/usr/bin/env bash
# Compares the protos with those of the last commit on main that is at least four hours older than this one: what others may have
# built on by now. Younger changes to the contract are still free.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

main=
for name in origin/main main HEAD; do
  if git rev-parse --quiet --verify "$name^{commit}" >/dev/null; then
    main=$name
    break
  fi
done
[ -n "$main" ] || { say "no breaking check: this is not a git checkout"; exit 0; }

before=$(($(git show --no-patch --format=%ct HEAD) - 4 * 3600))
base=$(git rev-list --max-count=1 --before="$before" "$main")
if [ -z "$base" ] || ! git cat-file -e "$base:buf.yaml" 2>/dev/null || ! git cat-file -e "$base:protos" 2>/dev/null; then
  say "no breaking check: main had no protos four hours before this commit"
  exit 0
fi

against=$(mktemp -d)
trap 'rm -rf "$against"' EXIT
git archive "$base" buf.yaml protos | tar -x -C "$against"
npx --no-install buf breaking --against "$against" >&2
say "protos are compatible with $(git show --no-patch --format='%h of %ci' "$base")"
