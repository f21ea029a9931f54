#!/usr/bin/env bash
# Tries the newest revision of each service, without traffic, at the address of its tag "candidate".
#
#   PROJECT_ID=... bash delivery/smoke.sh
#
# fetch       a sign of life (GET), as the account of the scheduler.
# aggregate   a sign of life, as the account that pushes; then the messages of the newest run that is stored, word for
#             word as its manifest keeps them: each must be answered with 204, and the log of this revision must say
#             that the part was recorded, or was in already. (A message put aside as a dead letter is a 204 too.)
# tables      then the verify job, which is the new image of the command line, computes that hour anew from the raw
#             objects and must find the tables equal.
# report      a sign of life, and the health of the pipeline, which is a question to every table, as the operator. Behind
#             Identity-Aware Proxy only a browser gets in: then it is not tried, and a person looks at it.
#
# All of that leaves the tables as they are: a part that is in is not counted again. Where nothing is stored yet, no
# message can be tried; it says so, and first-run.sh makes up for it. What passed stands in .delivery/passed.json, and
# shift.sh gives traffic to nothing else. What failed keeps its tag, to be looked at, and gets none.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
begin "$@"
need gcloud curl jq
settings

passed=$delivery/passed.json nothing_stored=$delivery/nothing-stored
rm -f "$passed" "$nothing_stored"

candidate() { # candidate SERVICE: tags its newest revision; sets $revision and $url
  read_services
  revision=$(of_service "$1" '.status.latestCreatedRevisionName // empty')
  [ -n "$revision" ] || fail "$1 has no revision: was it applied (delivery/apply.sh)?"
  [ "$(of_service "$1" '.status.latestReadyRevisionName')" = "$revision" ] ||
    fail "$revision did not become ready: gcloud run revisions describe $revision --project=$project --region=$region"
  set_traffic "$1" --update-tags="candidate=$revision"
  read_services
  url=$(of_service "$1" '.status.traffic[] | select(.tag == "candidate") | .url')
  [ -n "$url" ] || fail "$1 has no address for the tag candidate"
  say "$1: $revision at $url"
}

newest_manifest() { # newest_manifest PREFIX LEVELS: the URL of the newest manifest below it, if there is one
  local below child found
  if [ "$2" = 0 ]; then
    found=$(list "$1**/manifest.json" | sort | tail -n 1)
  else
    below=$(list "$1" | sort -r)
    for child in $below; do
      case $child in "$1"[0-9]*/) found=$(newest_manifest "$child" $(($2 - 1))) ;; *) continue ;; esac
      [ -z "$found" ] || break
    done
  fi
  echo "${found:-}"
}

envelope() { # envelope PART TRACE: what Pub/Sub would push of this part of $work/manifest.json
  jq -c --argjson part "$1" --arg trace "$2" --arg build "$build" --arg now "$(date -u +%Y-%m-%dT%H:%M:%SZ)" '{
    message: {
      data: (.parts[$part].message | @base64),
      messageId: "smoke-\($build)-\($part)",
      publishTime: $now,
      attributes: { traceparent: "00-\($trace)-\($trace[0:16])-01" }
    },
    subscription: "smoke-test"
  }' "$work/manifest.json" >"$work/envelope.json"
}

logged() { # logged TRACE: waits for the line of this message in the log of $revision
  local attempt lines
  for ((attempt = 1; attempt <= tries; attempt++)); do
    gcloud logging read "resource.type=\"cloud_run_revision\" AND resource.labels.revision_name=\"$revision\"
      AND trace=\"projects/$project/traces/$1\" AND labels.event_id:*" \
      --project="$project" --freshness=1h --format=json >"$work/log.json"
    lines=$(jq -r '.[] | "\(.labels.event_id) \(.jsonPayload.outcome // "") \(.jsonPayload.message // "")"' \
      "$work/log.json")
    case $lines in
      '2001 '*) say "$(cut -d ' ' -f 2 <<<"$lines" | head -n 1)"; return ;;
      ?*) fail "$revision answered 204 and did not take the message: $lines" ;;
    esac
    [ "$attempt" = "$tries" ] || sleep "$pause"
  done
  fail "$revision answered 204, and its log does not say what became of the message (trace $1)"
}

push_stored_run() { # push_stored_run MANIFEST_URL: pushes every message of the run to the candidate
  local part parts trace
  gcloud storage cat "$1" >"$work/manifest.json"
  parts=$(jq -e '.parts | select(length > 0 and all(.[]; .message | type == "string")) | length' \
    "$work/manifest.json") || fail "$1 is no manifest: it names no messages"
  say "pushing $parts message(s) of $1"
  for ((part = 0; part < parts; part++)); do
    trace=$(od -An -N 16 -tx1 /dev/urandom | tr -d ' \n')
    envelope "$part" "$trace"
    call_seconds=300 expect 204 "$revision, the message of part $part of $1" POST "$url" "$token" "$work/envelope.json"
    logged "$trace"
  done
}

token_for() { # token_for ACCOUNT_OUTPUT AUDIENCE_OUTPUT: sets $token
  local account audience
  account=$(output "$1")
  audience=$(output "$2")
  token=$(identity_token "$account" "$audience")
}

bucket=$(output raw_bucket)
verify_job=$(output verify_job)

candidate "$fetch"
fetch_revision=$revision
token_for scheduler_account fetch_audience
expect 200 "$revision, a sign of life" GET "$url" "$token"

candidate "$aggregate"
aggregate_revision=$revision
token_for push_account push_audience
expect 200 "$revision, a sign of life" GET "$url" "$token"

manifest=$(newest_manifest "gs://$bucket/raw/v1/" 3)
if [ -z "$manifest" ]; then
  touch "$nothing_stored"
  say "nothing is stored in gs://$bucket yet: no message was tried, and no hour was compared"
else
  push_stored_run "$manifest"
  IFS=/ read -r year month day hour _ <<<"${manifest#"gs://$bucket/raw/v1/"}"
  hour=$year-$month-${day}T${hour:0:2}
  verify_hour "$verify_job" "$hour" || fail "the tables do not say what the raw objects of $hour say, or the new \
command line cannot tell; the log of $verify_job says which. What to do: docs/operations.md, 'values look wrong'"
fi

candidate "$report"
behind_proxy=$(output report_iap)
if [ "$behind_proxy" = yes ]; then
  say "$revision is behind Identity-Aware Proxy and was not tried: look at it yourself"
else
  token_for operator_account report_audience
  expect 200 "$revision, a sign of life" GET "$url/api/v1/openapi.json" "$token"
  expect 200 "$revision, the health of the pipeline" GET "$url/health" "$token"
fi

jq -n --arg aggregate "$aggregate" --arg aggregate_revision "$aggregate_revision" \
  --arg fetch "$fetch" --arg fetch_revision "$fetch_revision" --arg report "$report" --arg report_revision "$revision" \
  '{($aggregate): $aggregate_revision, ($fetch): $fetch_revision, ($report): $report_revision}' >"$work/passed.json"
mv "$work/passed.json" "$passed"
say "passed: $aggregate_revision, $fetch_revision, $revision"
