#!/usr/bin/env bash
# The functions as native binaries and the command line as its image has it (compiled before it is shipped, run by
# .NET), for the tests and by the commands of their Dockerfiles.
#
#   bash tests/native.sh publish   compiles them and prints the folder: FOLDER/fetch/Isotherm.Fetch, FOLDER/aggregate/...
#   bash tests/native.sh cli       compiles the command line only and prints the folder: FOLDER/cli/isotherm
#   bash tests/native.sh lock      writes the lock files of these builds anew, after a change of packages
#
# For the functions the compiler needs a linker (clang or gcc) and the headers of zlib. On Debian and Ubuntu they are
# installed where this user may do that (root, or sudo without a password); nothing else on the machine is changed.
# Exit code 3: they are not to be had here, with what is missing on standard error; 1: the publish failed, or had
# a warning: what the compiler warns of may fail when it runs.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export LC_ALL=C DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

folder=$PWD/artifacts/native
functions=(functions/Fetch functions/Aggregate functions/Report)

say() { echo "native: $*" >&2; }

runtime() { # the runtime identifier of this machine, if the functions are published for it
  case $(uname -sm) in
    'Linux x86_64') echo linux-x64 ;;
    'Linux aarch64') echo linux-arm64 ;;
    *) say "the functions are published for Linux on x64 and arm64, not for $(uname -sm)"; return 3 ;;
  esac
}

missing() { # the packages (of Debian) that hold what the compiler lacks here
  local compiler
  compiler=$(command -v clang || command -v gcc) || { echo gcc libc6-dev zlib1g-dev; return; }
  echo '#include <stdio.h>' | "$compiler" -E -x c - >/dev/null 2>&1 || echo libc6-dev
  echo '#include <zlib.h>' | "$compiler" -E -x c - >/dev/null 2>&1 || echo zlib1g-dev
}

toolchain() { # finds or installs the linker and the headers
  local packages root=()
  packages=$(missing)
  [ -n "$packages" ] || return 0
  [ "$(id -u)" = 0 ] || root=(sudo -n)
  if command -v apt-get >/dev/null && { [ ${#root[@]} = 0 ] || sudo -n true 2>/dev/null; }; then
    say "installing" $packages
    # shellcheck disable=SC2086
    { "${root[@]}" apt-get -q update && "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -y install \
      --no-install-recommends $packages; } >&2 || true
    packages=$(missing)
    [ -n "$packages" ] || return 0
  fi
  say "the native compiler lacks a linker or headers here: install" $packages "(the names of Debian and Ubuntu)"
  return 3
}

publish() { # publish PROJECT...
  local identifier project name
  identifier=$(runtime)
  mkdir -p "$folder"
  : >"$folder/publish.log"
  for project in "$@"; do
    name=$(tr '[:upper:]' '[:lower:]' <<<"${project##*/}")
    rm -rf "${folder:?}/$name"
    {
      dotnet restore "$project" -r "$identifier" --locked-mode &&
        dotnet publish "$project" -r "$identifier" --no-restore -o "$folder/$name"
    } >>"$folder/publish.log" 2>&1 || { tail -n 30 "$folder/publish.log" >&2; say "the publish failed"; exit 1; }
  done
  if grep -E 'warning [A-Z]+[0-9]+' "$folder/publish.log" >&2; then say "the publish had warnings"; exit 1; fi
  echo "$folder"
}

lock() {
  local identifier project
  for identifier in linux-x64 linux-arm64; do
    for project in "${functions[@]}" cli; do dotnet restore "$project" -r "$identifier" --force-evaluate; done
  done
}

case "${1:-}" in
  publish) toolchain; publish "${functions[@]}" cli ;;
  cli) publish cli ;;
  lock) lock ;;
  *) sed -n '2,13{s/^# \{0,1\}//;p}' "${BASH_SOURCE[0]}" >&2; exit 2 ;;
esac
