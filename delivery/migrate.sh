#!/usr/bin/env bash
# Runs the migrations of the database and waits for their end. They only add, so the revision that serves still works.
#
#   PROJECT_ID=... bash delivery/migrate.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
begin "$@"
need gcloud jq
settings

job=$(output migrate_job)
run_job "$job" || fail "the migrations failed, and nothing else was changed: gcloud logging read \
'resource.type=cloud_run_job AND resource.labels.job_name=$job' --project=$project --freshness=1h says why"
