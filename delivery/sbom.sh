#!/usr/bin/env bash
# Writes a bill of materials (CycloneDX) for each image that images.sh pushed, and attaches it to its digest.
#
#   PROJECT_ID=... bash delivery/sbom.sh
#   bash delivery/sbom.sh --write-only FOLDER
#
# It is made from the lock files, as no scanner of images sees the packages that are compiled into a native binary. What
# is not in it: the packages of the base image, which is named. "gcloud artifacts sbom export --uri=IMAGE@DIGEST" has
# the registry list those, if its scanning is switched on.
#
# --write-only FOLDER   writes the four files and needs neither images nor the cloud
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
folder=
if [ "${1:-}" = --write-only ]; then folder=${2:?--write-only needs a folder}; set --; fi
begin "$@"
need jq

bill() { # bill NAME DOCKERFILE LOCK_FILE IMAGE
  local base
  base=$(awk '$1 == "FROM" { base = $2 } END { print base }' "$root/$2")
  jq --arg name "$1" --arg base "$base" --arg image "$4" --arg version "${4##*@}" '{
    bomFormat: "CycloneDX",
    specVersion: "1.5",
    version: 1,
    metadata: { component: { type: "container", "bom-ref": $image, name: $name, version: $version } },
    components: (
      [.dependencies[] | to_entries[] | select(.value.resolved)] | unique_by([.key, .value.resolved]) | map({
        type: "library",
        "bom-ref": "pkg:nuget/\(.key)@\(.value.resolved)",
        name: .key,
        version: .value.resolved,
        purl: "pkg:nuget/\(.key)@\(.value.resolved)",
        # These two work on the source and are not in the image.
        scope: (if .key | IN("Microsoft.CodeAnalysis.BannedApiAnalyzers", "Microsoft.NET.ILLink.Tasks")
          then "excluded" else "required" end),
        properties: [{ name: "nuget:contentHash", value: .value.contentHash }]
      })
      + [{ type: "container", "bom-ref": $base, name: ($base | split(":")[0]), version: ($base | split(":")[1]) }]
    )
  }' "$root/$3"
}

attach() { # attach NAME DOCKERFILE LOCK_FILE
  local image=$1
  if [ -z "$folder" ]; then
    image=$(jq -er --arg name "$1" '.images[$name] | strings' "$delivery/images.tfvars.json") ||
      fail "there is no digest of $1: run delivery/images.sh first"
  fi
  bill "$1" "$2" "$3" "$image" >"$work/$1.json"
  if [ -n "$folder" ]; then mv "$work/$1.json" "$folder/$1.cdx.json"; return; fi
  gcloud artifacts sbom load --project="$project" --source="$work/$1.json" --uri="$image" >&2
  say "attached to $image"
}

if [ -z "$folder" ]; then need gcloud; settings; fi
attach fetch functions/Fetch/Dockerfile functions/Fetch/packages.linux-x64.lock.json
attach aggregate functions/Aggregate/Dockerfile functions/Aggregate/packages.linux-x64.lock.json
attach report functions/Report/Dockerfile functions/Report/packages.linux-x64.lock.json
attach cli cli/Dockerfile cli/packages.linux-x64.lock.json
