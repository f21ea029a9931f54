#!/usr/bin/env bash
# Gives all traffic to the revisions that passed the smoke test, aggregate first: it must understand what the new fetch
# announces. Report comes last: it shows what the others write.
#
#   PROJECT_ID=... bash delivery/shift.sh
#
# The revision that served before keeps the tag "previous": delivery/rollback.sh goes back to it.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
begin "$@"
need gcloud jq
settings

passed=$delivery/passed.json
[ -s "$passed" ] || fail "nothing passed the smoke test: run delivery/smoke.sh first"

shift_traffic() { # shift_traffic SERVICE
  local revision newest before flags
  revision=$(jq -er --arg service "$1" '.[$service] | strings' "$passed") || fail "no revision of $1 passed"
  newest=$(of_service "$1" '.status.latestCreatedRevisionName // empty')
  [ "$newest" = "$revision" ] ||
    fail "$1 has a newer revision ($newest) than the one that was tested ($revision): its own delivery will shift to it"
  before=$(serving "$1")
  flags=(--to-revisions="$revision=100" --remove-tags=candidate)
  if [ "$before" != "$revision=100" ] && [ -n "$before" ]; then
    # Of a traffic that was split by hand, the largest share is the one to go back to.
    before=$(tr ',' '\n' <<<"$before" | sort -t = -k 2 -n | tail -n 1)
    flags+=(--update-tags="previous=${before%=*}")
  fi
  set_traffic "$1" "${flags[@]}"
  say "$1: $revision has all traffic"
}

read_services
shift_traffic "$aggregate"
shift_traffic "$fetch"
shift_traffic "$report"
say "to go back: PROJECT_ID=$project bash delivery/rollback.sh"
