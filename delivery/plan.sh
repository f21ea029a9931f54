#!/usr/bin/env bash
# Plans what Terraform would change for the images that images.sh pushed, and keeps the plan: .delivery/plan.tfplan and
# plan.txt, and both with the images in the state bucket under plans/BUILD_ID/.
#
#   PROJECT_ID=... bash delivery/plan.sh
#
# What differs between installations (the address of the sensor API, mail addresses, sizes) is settings.tfvars in the
# state bucket, which bootstrap.sh puts there.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
begin "$@"
need gcloud terraform
settings

images=$delivery/images.tfvars.json
[ -s "$images" ] || fail "there is no $images: run delivery/images.sh first"
rm -f "$delivery"/plan.* "$outputs"

variables=()
kept=$(list "gs://$state_bucket/settings.tfvars")
if [ -n "$kept" ]; then
  gcloud storage cp "$kept" "$work/settings.tfvars" >&2
  variables+=(-var-file="$work/settings.tfvars")
else
  say "gs://$state_bucket/settings.tfvars is not there: every variable has its default"
fi
variables+=(-var-file="$images" -var="project_id=$project" -var="region=$region" -var="name=$name")

terraform_init
terraform_here plan -input=false -lock-timeout=600s -out="$work/plan.tfplan" "${variables[@]}" >&2
terraform_here show -no-color "$work/plan.tfplan" >"$work/plan.txt"
terraform_here show -json "$work/plan.tfplan" >"$work/plan.json"
mv "$work/plan.tfplan" "$work/plan.txt" "$work/plan.json" "$delivery/"
gcloud storage cp "$delivery/plan.tfplan" "$delivery/plan.txt" "$images" "gs://$state_bucket/plans/$build/" >&2
say "kept: gs://$state_bucket/plans/$build/"
