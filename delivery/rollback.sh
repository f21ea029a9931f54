#!/usr/bin/env bash
# Gives all traffic back to the revisions that served before the last delivery (their tag is "previous"), fetch first.
#
#   PROJECT_ID=... bash delivery/rollback.sh
#
# A report that was delivered for the first time has none before it, and stays; so does any that has no such tag.
# It may be run again: what is back already stays. The database needs nothing, since migrations only add. The next
# delivery goes on as usual: a new revision, tried, then given the traffic.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
begin "$@"
need gcloud jq
settings

previous() { of_service "$1" '[.status.traffic[]? | select(.tag == "previous") | .revisionName][0] // empty'; }

read_services
for service in "$fetch" "$aggregate"; do
  [ -n "$(previous "$service")" ] || fail "$service has no revision with the tag previous, so nothing was changed: \
gcloud run revisions list --service=$service --project=$project --region=$region shows which there are"
done
for service in "$fetch" "$aggregate" "$report"; do
  revision=$(previous "$service")
  if [ -z "$revision" ]; then
    say "$service has no revision with the tag previous, and stays as it is"
  elif [ "$(serving "$service")" = "$revision=100" ]; then
    say "$service: $revision has all traffic already"
  else
    set_traffic "$service" --to-revisions="$revision=100"
    say "$service: $revision has all traffic"
  fi
done
