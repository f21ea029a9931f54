# What the delivery scripts share: settings, messages, calls. Sourced by each of them, never run.
# shellcheck shell=bash disable=SC2034 # what is set here is used there
set -euo pipefail
shopt -s inherit_errexit
umask 077
export LC_ALL=C CLOUDSDK_CORE_DISABLE_PROMPTS=1 TF_IN_AUTOMATION=1

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
delivery=$root/.delivery                # what one step leaves for the next
tries=${DELIVERY_TRIES:-30}             # rights and addresses that were just made take minutes to be known everywhere
pause=${DELIVERY_PAUSE_SECONDS:-10}     # between two tries

say() { echo "$(basename "$0" .sh): $*" >&2; }
fail() { say "$*"; exit 1; }

begin() { # begin "$@": --help shows the comment at the top of the script; makes the folders
  case ${1:-} in
    '') ;;
    -h | --help) awk 'NR > 1 && !/^#/ { exit } NR > 1 { sub(/^# ?/, ""); print }' "$0"; exit 0 ;;
    *) say "unknown argument $1; --help says what there is"; exit 2 ;;
  esac
  mkdir -p "$delivery"
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
}

need() { # need TOOL...
  local tool missing=()
  for tool; do command -v "$tool" >/dev/null || missing+=("$tool"); done
  [ ${#missing[@]} = 0 ] || fail "not on PATH: ${missing[*]}. delivery/tools.dockerfile makes an image with all of them"
}

is_project() { [[ $1 =~ ^[a-z][a-z0-9-]{4,28}[a-z0-9]$ ]]; }

settings() { # the names of everything, from the variables that Cloud Build sets (cloudbuild.yaml, substitutions)
  project=${PROJECT_ID:-} region=${_REGION:-europe-west9} name=${_NAME:-isotherm} build=${BUILD_ID:-by-hand}
  is_project "$project" || fail "PROJECT_ID must be the id of a project, like my-project"
  [[ $region =~ ^[a-z]+-[a-z]+[0-9]+$ ]] || fail "_REGION must be a region, like europe-west9"
  [[ $name =~ ^[a-z][a-z0-9-]{1,18}[a-z0-9]$ ]] || fail "_NAME must be 3 to 20 lower-case letters, digits and hyphens"
  [[ $build =~ ^[A-Za-z0-9-]{1,60}$ ]] || fail "BUILD_ID must be letters, digits and hyphens"
  state_bucket=$project-$name-terraform
  registry=$region-docker.pkg.dev/$project/$name
  fetch=$name-fetch aggregate=$name-aggregate report=$name-report
}

# ---------------------------------------------------------------- when to deliver

delivering() { # whether this build may change what runs; else $why_not says why
  why_not=
  if [ "${_DELIVER:-no}" != yes ]; then why_not="_DELIVER is not yes"
  elif is_set "${_PR_NUMBER:-}"; then why_not="this is pull request $_PR_NUMBER"
  elif is_set "${_HEAD_BRANCH:-}"; then why_not="this is a pull request from $_HEAD_BRANCH"
  elif is_set "${BRANCH_NAME:-}" && [ "$BRANCH_NAME" != main ]; then why_not="$BRANCH_NAME is not the branch main"
  fi
  [ -z "$why_not" ]
}

is_set() { # a substitution that Cloud Build did not know is empty, or stands there as it was written
  case $1 in '' | '$'*) return 1 ;; esac
}

# ---------------------------------------------------------------- Terraform

outputs=$delivery/outputs.json

terraform_here() { terraform -chdir="$root/terraform" "$@"; }

terraform_init() {
  terraform_here init -input=false -reconfigure \
    -backend-config="bucket=$state_bucket" -backend-config="prefix=$name" >&2
}

output() { # output NAME: an output of Terraform, as apply.sh left it; asked for when it is not there (by hand)
  if [ ! -s "$outputs" ]; then
    need terraform
    terraform_init
    terraform_here output -json >"$work/outputs.json"
    mv "$work/outputs.json" "$outputs"
  fi
  jq -er --arg name "$1" '.[$name].value | strings' "$outputs" ||
    fail "Terraform has no output $1: was this project applied (delivery/apply.sh)?"
}

# ---------------------------------------------------------------- Cloud Storage

list() { # list URL: what is there, one URL a line; nothing when nothing is there (for gcloud that is a failure)
  if gcloud storage ls "$1" >"$work/listed" 2>"$work/why"; then
    cat "$work/listed"
  elif ! grep -q 'matched no objects' "$work/why"; then
    cat "$work/why" >&2
    fail "cannot list $1"
  fi
}

# ---------------------------------------------------------------- Cloud Run

read_services() { # what the services are at this moment, into $work/services.json
  gcloud run services list --project="$project" --region="$region" --format=json >"$work/services.json"
}

of_service() { # of_service SERVICE FILTER: jq on one service; nothing when there is none
  jq -r --arg service "$1" ".[] | select(.metadata.name == \$service) | $2" "$work/services.json"
}

serving() { # serving SERVICE: the revisions that have traffic, REVISION=PERCENT,...
  of_service "$1" '[.status.traffic[]? | select((.percent // 0) > 0)] | group_by(.revisionName)
    | map("\(.[0].revisionName)=\(map(.percent) | add)") | join(",")'
}

set_traffic() { # set_traffic SERVICE FLAG...
  local service=$1
  shift
  gcloud run services update-traffic "$service" --project="$project" --region="$region" "$@" >&2
}

run_job() { # run_job JOB [--args=...]: waits for its end; fails when it failed
  local job=$1
  shift
  gcloud run jobs execute "$job" --project="$project" --region="$region" --wait "$@" >&2
}

verify_hour() { # verify_hour JOB HOUR: fails unless the tables say what the raw objects of the hour say
  run_job "$1" --args="verify,--from=$2,--to=$2" # gcloud refuses a value that is there twice
}

# ---------------------------------------------------------------- HTTP

call() { # call METHOD URL TOKEN [BODY_FILE]: prints the status, 000 for none; $work/answer has the body
  local method=$1 url=$2 token=$3 body=${4:-} status
  rm -f "$work/answer"
  # The token goes through a pipe: arguments of a process can be read by others, and end up in logs.
  status=$({
    printf 'url = "%s"\nrequest = "%s"\noutput = "%s"\n' "$url" "$method" "$work/answer"
    printf 'header = "Authorization: Bearer %s"\n' "$token"
    [ -z "$body" ] || printf 'header = "Content-Type: application/json"\ndata-binary = "@%s"\n' "$body"
    printf 'silent\nshow-error\nmax-time = %s\nwrite-out = "%%{http_code}"\n' "${call_seconds:-60}"
  } | curl --disable --config -) || true
  touch "$work/answer"
  echo "${status:-000}"
}

may_change() { # may_change STATUS: whether the same request may be answered otherwise in a moment
  case $1 in 000 | 401 | 403 | 404 | 408 | 429 | 5??) return 0 ;; *) return 1 ;; esac
}

expect() { # expect STATUS WHAT METHOD URL TOKEN [BODY_FILE]
  local wanted=$1 what=$2 status attempt
  shift 2
  for ((attempt = 1; attempt <= tries; attempt++)); do
    status=$(call "$@")
    [ "$status" != "$wanted" ] || return 0
    may_change "$status" || break
    [ "$attempt" = "$tries" ] || sleep "$pause"
  done
  fail "$what answered $status, not $wanted: $(head -c 500 "$work/answer" | tr '\n' ' ')"
}

# gcloud's own print-identity-token for another account makes an access token for that account first, which is the right
# to do anything as it (serviceAccountTokenCreator). This is the one call for which serviceAccountOpenIdTokenCreator is
# enough: a token that opens one service and nothing else.
identity_token() { # identity_token ACCOUNT AUDIENCE: prints a token that says that the account is calling
  local api=${CLOUDSDK_API_ENDPOINT_OVERRIDES_IAMCREDENTIALS:-https://iamcredentials.googleapis.com/}
  local access status attempt
  access=$(gcloud auth print-access-token)
  jq -n --arg audience "$2" '{audience: $audience, includeEmail: true}' >"$work/token-request"
  for ((attempt = 1; attempt <= tries; attempt++)); do
    status=$(call POST "${api}v1/projects/-/serviceAccounts/$1:generateIdToken" "$access" "$work/token-request")
    if [ "$status" = 200 ]; then
      jq -er '.token | strings' "$work/answer" || fail "the answer for a token of $1 holds none"
      rm -f "$work/answer"
      return
    fi
    may_change "$status" || break
    [ "$attempt" = "$tries" ] || sleep "$pause"
  done
  fail "no identity token for $1 (status $status): this needs roles/iam.serviceAccountOpenIdTokenCreator on it"
}
