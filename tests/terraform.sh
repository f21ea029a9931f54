#!/usr/bin/env bash
# Checks terraform/ without a project and without an account.
#
#   bash tests/terraform.sh                      formatting, validity, the plan-only tests of terraform/tests, and, where
#                                                nothing can be made by it, an apply of the example for production
#   bash tests/terraform.sh works                says by what it is checked, or why it cannot be
#   bash tests/terraform.sh fmt | validate | test | apply
#   bash tests/terraform.sh plan-json ARG...     a plan of an empty project as JSON, with these arguments of terraform plan
#
# Used is, in this order: the command that ISOTHERM_TERRAFORM names; ../shared/tools/terraform-offline/tf, which knows the
# schemas of the providers and needs no network; terraform on PATH, which downloads the providers (kept in artifacts).
# terraform/ itself is never written to. Ends with the line "N passed, N failed" (not for works and plan-json).
# Exit code 3: it cannot be checked here, with the reason on standard error; 1: something is wrong.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

say() { echo "terraform: $*" >&2; }
cannot() { say "$*"; exit 3; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0

find_tool() { # sets $tool, and $kind: plain (Terraform itself) or offline
  local stand_in=../shared/tools/terraform-offline/tf
  if [ -n "${ISOTHERM_TERRAFORM:-}" ]; then
    tool=$(command -v "$ISOTHERM_TERRAFORM") || { say "ISOTHERM_TERRAFORM is $ISOTHERM_TERRAFORM, but there is no such command"; exit 1; }
  elif [ -x "$stand_in" ]; then tool=$stand_in
  else tool=$(command -v terraform) || cannot "it is not here: put terraform on PATH, or name it in ISOTHERM_TERRAFORM"; fi
  tool=$(realpath "$tool")
  if [[ "$(CHECKPOINT_DISABLE=1 "$tool" version 2>/dev/null || true)" =~ ^(Terraform|OpenTofu)\ v ]]; then kind=plain
  else
    kind=offline
    for needed in terraform node; do
      command -v "$needed" >/dev/null || cannot "$tool is here but $needed is not on PATH"
    done
  fi
}

# A copy of what Terraform reads: its folder, the shapes and the statements for BigQuery.
copy() {
  mkdir -p "$work/copy/data"
  cp -R terraform sql "$work/copy/"
  rm -rf "$work/copy/terraform/.terraform"
  cp data/regions.geojson "$work/copy/data/"
  export TF_IN_AUTOMATION=1 CHECKPOINT_DISABLE=1
}

plain() { "$tool" -chdir="$work/copy/terraform" "$@"; }

init() { # the providers of a plain Terraform come from the network
  [ "$kind" = plain ] || return 0
  local tries
  printf 'terraform {\n  backend "local" {}\n}\n' >"$work/copy/terraform/local_override.tf"
  mkdir -p artifacts/terraform-providers
  export TF_PLUGIN_CACHE_DIR=$PWD/artifacts/terraform-providers
  for ((tries = 0; tries < 2; tries++)); do
    if timeout 300 "$tool" -chdir="$work/copy/terraform" init -input=false -no-color >"$work/init.log" 2>&1; then return; fi
  done
  tail -n 15 "$work/init.log" >&2
  cannot "$tool could not get the providers"
}

offline() { # offline VERB ARG...: the stand-in, in the copy
  local verb=$1
  shift
  TF_OFFLINE_ROOT=$work/copy "$tool" "$verb" "$work/copy/terraform" "$@"
}

step() { # step NAME COMMAND...: one thing that passes or fails
  local name=$1
  shift
  if "$@" >"$work/log" 2>&1; then
    passed=$((passed + 1))
    echo "terraform $name: passed"
  else
    failed=$((failed + 1))
    echo "terraform $name: failed"
    cat "$work/log"
  fi
}

formatted() { # needs no provider; the stand-in needs terraform anyway
  local terraform=$tool example
  [ "$kind" = plain ] || terraform=terraform
  "$terraform" fmt -check -recursive -diff "$work/copy/terraform" || return 1
  for example in "$work"/copy/terraform/environments/*.example; do
    "$terraform" fmt -check -diff - <"$example" || { echo "$(basename "$example") is not formatted"; return 1; }
  done
}

validated() { if [ "$kind" = plain ]; then plain validate -no-color; else offline validate; fi; }

# Only the stand-in: it pretends. Shows that everything can be made in the order that Terraform finds, and every output.
applied() { offline apply -var-file=environments/prod.tfvars.example; }

run_tests() { # each run of a file counts as a test
  local code=0 summary
  if [ "$kind" = plain ]; then plain test -no-color >"$work/tests.log" 2>&1 || code=$?
  else offline test >"$work/tests.log" 2>&1 || code=$?; fi
  summary=$(grep -oE '[0-9]+ passed, [0-9]+ failed' "$work/tests.log" | tail -n 1 || true)
  if [ "$code" != 0 ] || [ -z "$summary" ]; then cat "$work/tests.log"
  else grep -E '^  run ' "$work/tests.log" || true; fi
  [ -n "$summary" ] || summary="0 passed, 1 failed"
  echo "terraform test: $summary"
  passed=$((passed + ${summary%% *}))
  summary=${summary#*, }
  failed=$((failed + ${summary%% *}))
  [ "$code" = 0 ] || [ "$failed" != 0 ] || failed=1
}

finish() {
  echo "$passed passed, $failed failed"
  [ "$failed" = 0 ]
}

plan_json() {
  if [ "$kind" = offline ]; then
    offline plan-json "$@" 2>"$work/log" || { cat "$work/log" >&2; exit 1; }
    return
  fi
  # A plan of an empty project asks Google nothing when it is told the number of the project; the token is none.
  export GOOGLE_OAUTH_ACCESS_TOKEN=none
  plain plan -no-color -input=false -lock=false -out="$work/plan" "$@" >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
  plain show -json "$work/plan"
}

find_tool
copy
case "${1:-all}" in
  works) init; echo "$tool" ;;
  fmt) step fmt formatted; finish ;;
  validate) init; step validate validated; finish ;;
  test) init; run_tests; finish ;;
  apply)
    [ "$kind" = offline ] || cannot "apply is only pretended, and $tool would do it"
    step apply applied
    finish
    ;;
  all)
    init
    step fmt formatted
    step validate validated
    run_tests
    [ "$kind" = plain ] || step apply applied
    finish
    ;;
  plan-json) shift; init; plan_json "$@" ;;
  *) awk 'NR > 1 && !/^#/ { exit } NR > 1 { sub(/^# ?/, ""); print }' "${BASH_SOURCE[0]}" >&2; exit 2 ;;
esac
