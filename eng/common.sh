# Shared by the scripts at the top. Source it; it changes to the root of the checkout.
# shellcheck shell=bash
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false
export DOTNET_CLI_WORKLOAD_UPDATE_NOTIFY_DISABLE=true
# The build leaves no process behind that waits for the next one.
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0
# .NET wants a home to write its caches to; a service account or a bare container may have none.
if [ ! -w "${HOME:-/nonexistent}" ]; then
  export DOTNET_CLI_HOME="${TMPDIR:-/tmp}/htmit-home-$(id -u)"
  export NUGET_PACKAGES="${NUGET_PACKAGES:-$DOTNET_CLI_HOME/packages}"
  mkdir -p "$DOTNET_CLI_HOME"
fi

# What clients were last promised, and where its number stands.
# shellcheck disable=SC2034
released_protos=protos/released/htmit.binpb contract_revision=protos/ContractRevision.cs

say() { printf '%s\n' "htmit: $*" >&2; }

fail() {
  say "$*"
  exit 1
}

# Runs a command quietly; shows what it said only when it failed.
quietly() {
  local log status=0
  log=$(mktemp)
  "$@" >"$log" 2>&1 </dev/null || status=$?
  if [ "$status" -ne 0 ]; then
    cat "$log" >&2
    say "failed: $*"
  fi
  rm -f "$log"
  return "$status"
}

# True when the fake AWS of the tests can be started.
has_moto() {
  local program
  for program in "${HTMIT_MOTO_SERVER:-}" artifacts/moto/bin/moto_server "${HOME:-/nonexistent}"/.pyenv/versions/*/bin/moto_server; do
    if [ -x "$program" ]; then
      return 0
    fi
  done
  command -v moto_server >/dev/null
}

# newer_than FILE: true when a source that the build reads is newer than FILE, or FILE is missing.
newer_than() {
  [ -e "$1" ] || return 0
  [ -n "$(find protos third_party server client tests global.json Directory.Build.props Directory.Packages.props \
    \( -name bin -o -name obj -o -name node_modules \) -prune -o -type f -newer "$1" -print -quit)" ]
}

# end_compiler ID: ends the compiler of that build, which would wait some minutes for the next one.
end_compiler() {
  local compiler
  compiler=$(dirname "$(readlink -f "$(command -v dotnet)")")/sdk/$(dotnet --version)/Roslyn/bincore/VBCSCompiler.dll
  if [ -e "$compiler" ]; then
    dotnet exec "$compiler" "-pipename:$1" -shutdown >/dev/null 2>&1 </dev/null || true
  fi
}

# projects_of FILE: how many projects a solution, or a part of one, builds with all that they refer to.
projects_of() {
  local queue=() seen=' ' project reference count=0
  mapfile -t queue < <(grep -o '"[^"]*\.csproj"' "$1" | tr -d '"' | tr '\\' '/')
  while [ "${#queue[@]}" -gt 0 ]; do
    project=$(realpath -m --relative-to=. "${queue[0]}")
    queue=("${queue[@]:1}")
    if [[ $seen == *" $project "* ]] || [ ! -e "$project" ]; then
      continue
    fi
    seen+="$project "
    count=$((count + 1))
    while read -r reference; do
      queue+=("$(dirname "$project")/$reference")
    done < <(grep -o '<ProjectReference Include="[^"]*"' "$project" | cut -d'"' -f2 | tr '\\' '/')
  done
  echo "$count"
}

# watch_build TOTAL LOG: reads what MSBuild says of a build, keeps it in LOG, and says how far it is: on a terminal in one line that changes,
# else in a line for each project, and one now and then while a project takes long.
watch_build() {
  local total=$1 log=$2 line='' part='' status name built=0 restored=0 seen=' ' began=$SECONDS pause=15 text='fetching packages'
  [ ! -t 2 ] || pause=1
  while true; do
    status=0
    IFS= read -r -t "$pause" part || status=$?
    line+=$part
    if [ "$status" -gt 128 ]; then
      tell_progress "$text, $((SECONDS - began)) s"
      continue
    elif [ "$status" -ne 0 ] && [ -z "$line" ]; then
      break
    fi
    printf '%s\n' "$line" >>"$log"
    case $line in
      *' Restored '*)
        restored=$((restored + 1))
        text="fetching packages, for project $restored of $total"
        ;;
      *' -> '*)
        name=${line%% -> *}
        name=${name##* }
        # A project for two frameworks is said twice.
        if [[ $seen != *" $name "* ]]; then
          seen+="$name "
          built=$((built + 1))
          [ "$built" -le "$total" ] || total=$built
          text="built $name, project $built of $total"
          tell_progress "$text"
        fi
        ;;
    esac
    line=''
  done
  [ ! -t 2 ] || printf '\r\033[K' >&2
}

tell_progress() {
  if [ -t 2 ]; then
    printf '\r\033[K%.*s' "$((${COLUMNS:-80} - 1))" "htmit: $1" >&2
  else
    say "$1"
  fi
}

# build_visibly TOTAL COMMAND...: runs a build and says how far it is; shows what it said only when it failed.
build_visibly() {
  local total=$1 log status=0
  shift
  log=$(mktemp)
  "$@" 2>&1 </dev/null | watch_build "$total" "$log" || status=$?
  if [ "$status" -ne 0 ]; then
    cat "$log" >&2
    say "failed: $*"
  fi
  rm -f "$log"
  return "$status"
}

# build_once NAME PROJECT: builds Release when a source is newer than the last such build. Two at a time wait for each other.
# The analyzers take a third of a whole build, and of a fresh checkout they have nothing to say, as each change has passed .ci/run: the
# first build goes without them. What changes later is built with them, and .ci/run builds all with them.
build_once() {
  local stamp="artifacts/stamps/$1" unchecked=artifacts/stamps/unchecked began=$SECONDS options=()
  mkdir -p artifacts/stamps
  exec 9>artifacts/stamps/lock
  flock 9
  if [ "${CI:-}" != true ] && [ -z "$(find artifacts/stamps -type f ! -name lock -print -quit)" ]; then
    touch "$unchecked"
    options=(-p:RunAnalyzers=false)
  elif [ "${CI:-}" = true ] && [ -e "$unchecked" ]; then
    # What was built without them would count as built.
    rm -f "$stamp"
    options=(--no-incremental)
  fi
  if newer_than "$stamp"; then
    local total
    total=$(projects_of "$2")
    if [ -e "$stamp" ]; then
      say "building what changed of $total projects (Release)"
    else
      say "building $total projects (Release); the first time all of them, which takes minutes on a small machine"
    fi
    # The time before the build counts: what changes while it runs is built next time.
    touch "$stamp.new"
    # One compiler serves all projects, instead of one that starts for each; nobody else finds it, and it ends with the build.
    local compiler="htmit-$$" status=0
    # The compiler lives for a minute or two: it does not count what a longer life would speed up, and writes its code where it runs it.
    build_visibly "$total" env DOTNET_TieredPGO=0 DOTNET_EnableWriteXorExecute=0 dotnet build "$2" --configuration Release --verbosity minimal \
      -p:UseSharedCompilation=true -p:SharedCompilationId="$compiler" ${options[@]+"${options[@]}"} 9>&- || status=1
    end_compiler "$compiler"
    [ "$status" -eq 0 ] || exit 1
    mv "$stamp.new" "$stamp"
    [ "${CI:-}" != true ] || rm -f "$unchecked"
    say "built in $((SECONDS - began)) s"
  fi
  exec 9>&-
}
