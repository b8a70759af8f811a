#!/usr/bin/env bash
# Makes what buf.gen.yaml names, in artifacts/generated, with the protoc that the build uses. Run it after a build, which restores protoc.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
version=$(sed -n 's/.*Include="Grpc.Tools" Version="\([^"]*\)".*/\1/p' Directory.Packages.props)
packages=$(dotnet nuget locals global-packages --list | sed 's/^[^:]*: //')
case "$(uname -m)" in
  aarch64 | arm64) platform=linux_arm64 ;;
  *) platform=linux_x64 ;;
esac
protoc=${packages%/}/grpc.tools/$version/tools/$platform
[ -e "$protoc/protoc" ] || fail "there is no protoc in $protoc: build first"
PATH=$protoc:$PATH npx --no-install buf generate >&2
say "generated $(find artifacts/generated -type f | wc -l) files in artifacts/generated"
