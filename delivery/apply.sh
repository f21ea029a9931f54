#!/usr/bin/env bash
# Applies the plan that plan.sh left, and no other, and keeps Terraform's outputs for the steps that follow.
#
#   PROJECT_ID=... bash delivery/apply.sh
#
# A plan that would delete or replace what holds data (the database, a bucket) is not applied by a machine: look at it,
# and if it is wanted, submit the build with _ALLOW_DATA_LOSS=yes.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
begin "$@"
need terraform jq
settings

for file in plan.tfplan plan.json; do
  [ -s "$delivery/$file" ] || fail "there is no plan: run delivery/plan.sh first"
done
losses=$(jq -r '.resource_changes[]?
  | select(.type | IN("google_sql_database_instance", "google_sql_database", "google_storage_bucket"))
  | select(.change.actions | index("delete")) | .address' "$delivery/plan.json")
if [ -n "$losses" ] && [ "${_ALLOW_DATA_LOSS:-no}" != yes ]; then
  fail "the plan deletes or replaces what holds data, so it is not applied: ${losses//$'\n'/, }"
fi

# A plan is good for one apply, whatever becomes of it.
mv "$delivery/plan.tfplan" "$work/plan.tfplan"
terraform_here apply -input=false -lock-timeout=600s "$work/plan.tfplan" >&2
terraform_here output -json >"$work/outputs.json"
mv "$work/outputs.json" "$outputs"
