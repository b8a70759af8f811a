#!/usr/bin/env bash
# Makes the image of the protos anew that eng/check-breaking.sh compares with: what clients may be built on from now on.
#   eng/release-protos.sh [--break] LINE
# LINE is a line of CHANGELOG.md, under Unreleased and not there when the last image was made, that tells users of the protos what changed.
# The revision of the contract is counted up when the protos break clients of the last image, and with --break, for what buf does not see:
# another meaning, another path of HTTP. Clients refuse a server of another revision.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

breaks=
if [ "${1:-}" = --break ]; then
  breaks=yes
  shift
fi
[ "$#" -eq 1 ] && [ -n "${1// /}" ] || fail "usage: eng/release-protos.sh [--break] LINE, a line of CHANGELOG.md that tells users of the protos what changed"

# Reads a changelog and gives what is unreleased as one line, so that it does not matter where lines end.
unreleased() {
  sed -n '/^## \[Unreleased\]/,/^## \[[^U]/p' | tr -s '[:space:]' ' '
}

line=$(tr -s '[:space:]' ' ' <<<"$1")
line=${line% }
[[ $(unreleased <CHANGELOG.md) == *"$line"* ]] || fail "not in CHANGELOG.md under Unreleased: $line"
last=$(git log --max-count=1 --format=%H -- "$released_protos")
if [ -n "$last" ] && [[ $(git show "$last:CHANGELOG.md" | unreleased) == *"$line"* ]]; then
  fail "stood in CHANGELOG.md already when $released_protos was last made: $line"
fi

mkdir -p "$(dirname "$released_protos")"
trap 'rm -f "$released_protos.new"' EXIT
npx --no-install buf build protos --exclude-source-info --output "$released_protos.new#format=binpb" >&2
if [ -z "$breaks" ] && [ -e "$released_protos" ]; then
  # Built a line above, so that whatever it finds is a break.
  npx --no-install buf breaking protos --against "$released_protos" >&2 || breaks=yes
fi
mv "$released_protos.new" "$released_protos"

revision=$(sed -n -E 's/.* Current = ([0-9]+);/\1/p' "$contract_revision")
if [ -n "$breaks" ]; then
  revision=$((revision + 1))
  sed -i -E "s/( Current = )[0-9]+;/\1$revision;/" "$contract_revision"
fi
say "$released_protos is made anew; the contract's revision is $revision${breaks:+, new}"
