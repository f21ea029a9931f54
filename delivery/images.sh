#!/usr/bin/env bash
# Builds the four images, pushes them as NAME:BUILD_ID, and keeps their digests as variables of Terraform in
# .delivery/images.tfvars.json: what is deployed is named by digest, as a tag can move.
#
#   PROJECT_ID=... bash delivery/images.sh
#
# The stage that compiles is kept in the registry as NAME-build:cache: packages are restored again only when their lock
# files changed. Only a build that delivers writes it, so a pull request cannot put anything into what main builds from.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
begin "$@"
need docker
settings

revision=${COMMIT_SHA:-}
is_set "$revision" || revision=$build

version() { # the tag of this commit, or the tag before it and the distance; a source without git has neither
  local described=${TAG_NAME:-}
  is_set "$described" || described=$(git -C "$root" describe --tags --match 'v[0-9]*' 2>/dev/null) || true
  if [[ $described =~ ^v([0-9]+\.[0-9]+\.[0-9]+[0-9A-Za-z.-]*)$ ]]; then echo "${BASH_REMATCH[1]}"
  else echo "0.0.0-build.$build"; fi
}
version=$(version)
rm -f "$delivery/images.tfvars.json"

image() { # image NAME DOCKERFILE: builds and pushes one; sets $digest
  local target=$registry/$1 cache=$registry/$1-build:cache file=$root/$2
  local arguments=(--file "$file" --build-arg "VERSION=$version" --build-arg "REVISION=$revision"
    --cache-from "$cache")
  docker pull --quiet "$cache" >&2 || say "there is no $cache yet: everything is built"
  docker build "${arguments[@]}" --target build --build-arg BUILDKIT_INLINE_CACHE=1 --tag "$cache" "$root" >&2
  docker build "${arguments[@]}" --tag "$target:$build" "$root" >&2
  docker push "$target:$build" >&2
  if delivering; then docker push "$cache" >&2; fi
  digest=$(docker image inspect --format '{{range .RepoDigests}}{{println .}}{{end}}' "$target:$build" |
    grep -E "^$target@sha256:[0-9a-f]{64}$" | head -n 1) || fail "the registry gave no digest for $target:$build"
  say "$digest"
}

image fetch functions/Fetch/Dockerfile
fetch_digest=$digest
image aggregate functions/Aggregate/Dockerfile
aggregate_digest=$digest
image report functions/Report/Dockerfile
report_digest=$digest
image cli cli/Dockerfile
printf '{\n  "images": {\n    "fetch": "%s",\n    "aggregate": "%s",\n    "report": "%s",\n    "cli": "%s"\n  }\n}\n' \
  "$fetch_digest" "$aggregate_digest" "$report_digest" "$digest" >"$work/images.json"
mv "$work/images.json" "$delivery/images.tfvars.json"
