#!/usr/bin/env bash
# Pins the traffic of the services to the revisions that have it now, so that a revision made later gets none.
#
#   PROJECT_ID=... bash delivery/pin.sh
#
# It comes before the plan, not between plan and apply: Terraform leaves the traffic alone, but sends a service whole
# when it updates it, with the traffic as the plan found it. Services that are not there yet need no pin: the first
# revision of a service serves from the start, as nothing else could.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
begin "$@"
need gcloud jq
settings

pin() { # pin SERVICE
  local now follows
  now=$(serving "$1")
  follows=$(of_service "$1" '(.spec.traffic // [{latestRevision: true, percent: 100}])
    | any(.[]; .latestRevision == true and (.percent // 0) > 0)')
  if [ -z "$follows" ]; then say "$1 is not there yet"
  elif [ -z "$now" ]; then say "$1 serves nothing: none of its revisions became ready"
  elif [ "$follows" = false ]; then say "$1 is pinned already: $now"
  else
    set_traffic "$1" --to-revisions="$now"
    say "$1 pinned: $now"
  fi
}

read_services
pin "$aggregate"
pin "$fetch"
pin "$report"
