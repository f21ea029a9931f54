#!/usr/bin/env bash
# Builds the image that the later steps run in (tools.dockerfile), from its own layers where they are still good.
#
#   PROJECT_ID=... bash delivery/tools.sh
#
# Cloud Build finds it on the machine of the build. It is pushed only by a build that delivers, as the cache of the
# next one.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
begin "$@"
need docker
settings

image=$registry/delivery-tools
docker pull --quiet "$image:cache" >&2 || say "there is no $image:cache yet: everything is built"
docker build --file "$root/delivery/tools.dockerfile" --cache-from "$image:cache" \
  --build-arg BUILDKIT_INLINE_CACHE=1 --tag "$image:cache" --tag "$image:$build" "$root/delivery" >&2
if delivering; then docker push "$image:cache" >&2; else say "not pushed: $why_not"; fi
