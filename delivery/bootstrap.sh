#!/usr/bin/env bash
# Makes in an empty project with billing what the first build needs: the bucket for Terraform's state, the registry, the
# account that builds and delivers, and the secret for the key of the sensor API, still without a version.
#
#   bash delivery/bootstrap.sh PROJECT --settings terraform/environments/prod.tfvars
#
# --settings FILE   variables of this installation (terraform/environments/*.tfvars.example); kept in the state bucket,
#                   where every build finds them. Needed once; again to change them.
#
# It may be run again: the second time it changes nothing. Whoever runs it must be logged in (gcloud auth login) and
# own the project. _REGION and _NAME, if they are not to be europe-west9 and isotherm, are given in the environment
# here, and to every build as substitutions.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

PROJECT_ID='' file=''
while [ $# -gt 0 ]; do
  case $1 in
    -h | --help) begin --help ;;
    --settings) [ $# -gt 1 ] || fail "--settings needs a file"; file=$2; shift 2 ;;
    -*) say "unknown option $1; --help says what there is"; exit 2 ;;
    *) [ -z "$PROJECT_ID" ] || { say "one project at a time"; exit 2; }; PROJECT_ID=$1; shift ;;
  esac
done
[ -n "$PROJECT_ID" ] || { say "which project? --help says more"; exit 2; }
begin
need gcloud terraform jq
settings
[ -z "$file" ] || [ -r "$file" ] || fail "cannot read $file"

# What Terraform itself needs; everything else it switches on.
gcloud services enable serviceusage.googleapis.com cloudresourcemanager.googleapis.com storage.googleapis.com \
  --project="$project"

bucket=gs://$state_bucket
state_of_bucket() {
  gcloud storage buckets list --project="$project" --format=json |
    jq -r --arg name "$state_bucket" '.[] | select(.name == $name) |
      "\(.versioning_enabled) \(.uniform_bucket_level_access) \(.public_access_prevention)"'
}
state=$(state_of_bucket)
if [ -z "$state" ]; then
  gcloud storage buckets create "$bucket" --project="$project" --location="$region" \
    --uniform-bucket-level-access --public-access-prevention
  state=new
fi
if [ "$state" != "true true enforced" ]; then
  gcloud storage buckets update "$bucket" --versioning --uniform-bucket-level-access --public-access-prevention
fi

kept=$(list "$bucket/settings.tfvars")
if [ -n "$file" ]; then
  [ -z "$kept" ] || gcloud storage cat "$kept" >"$work/settings.tfvars"
  if [ -z "$kept" ] || ! cmp -s "$file" "$work/settings.tfvars"; then
    gcloud storage cp "$file" "$bucket/settings.tfvars"
  fi
elif [ -z "$kept" ]; then
  say "there are no settings yet: the first build needs at least sensor_api_url (--settings)"
fi

# Terraform works as whoever is logged in to gcloud; no second login for applications is needed.
GOOGLE_OAUTH_ACCESS_TOKEN=$(gcloud auth print-access-token)
export GOOGLE_OAUTH_ACCESS_TOKEN
terraform_init
terraform_here apply -input=false -auto-approve -lock-timeout=600s \
  -var="project_id=$project" -var="region=$region" -var="name=$name" \
  -target=google_project_service.apis -target=google_service_account.deployer \
  -target=google_project_iam_member.deployer -target=google_artifact_registry_repository.images \
  -target=google_secret_manager_secret.sensor_api_key

substitutions=_DELIVER=yes
[ "$region" = europe-west9 ] || substitutions+=,_REGION=$region
[ "$name" = isotherm ] || substitutions+=,_NAME=$name
cat <<NEXT

$project is ready for its first build. Next, the key of the sensor API (paste it, then Enter), and the build:

    read -rs KEY && printf %s "\$KEY" |
      gcloud secrets versions add $name-sensor-api-key --project=$project --data-file=-
    gcloud builds submit --project=$project --substitutions=$substitutions
NEXT
