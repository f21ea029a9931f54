#!/usr/bin/env bash
# Ends a first delivery: has fetch make one run, as the scheduler would, and waits until its hour is in the tables.
#
#   PROJECT_ID=... bash delivery/first-run.sh
#
# Where the smoke test found a stored run, there is nothing to do, and nothing is done.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
begin "$@"
need gcloud curl jq
settings
settle=${DELIVERY_SETTLE_SECONDS:-60} # what messages get before the tables are looked at

if [ ! -e "$delivery/nothing-stored" ]; then say "runs are stored already: nothing to do"; exit; fi

# One id for all tries: what a lost answer committed is announced again, not fetched again.
id=first-$(tr '[:upper:]' '[:lower:]' <<<"$build" | cut -c 1-30)
jq -n --arg run "$id" '{run: $run}' >"$work/run.json"
verify_job=$(output verify_job)
url=$(output fetch_url)
account=$(output scheduler_account)
audience=$(output fetch_audience)
token=$(identity_token "$account" "$audience")
call_seconds=400 expect 200 "fetch, run $id" POST "$url" "$token" "$work/run.json"
jq -e --arg run "$id" '.run == $run and (.state | IN("committed", "republished", "empty"))' "$work/answer" >/dev/null ||
  fail "fetch answered 200, and not as documented: $(head -c 500 "$work/answer")"
say "fetch answered $(cat "$work/answer")"
hour=$(jq -r '.hour[0:13]' "$work/answer")

for ((attempt = 1; attempt <= 5; attempt++)); do
  sleep "$settle"
  if verify_hour "$verify_job" "$hour"; then
    rm -f "$delivery/nothing-stored"
    say "$hour is in the tables, and equal to what the raw objects say"
    exit
  fi
done
fail "$hour is not in the tables as the raw objects say. Where it got stuck: docs/operations.md"
