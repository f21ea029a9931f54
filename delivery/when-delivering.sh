#!/usr/bin/env bash
# Runs a script of this folder, but only in a build that may change what runs; else says why not, which is no failure.
#
#   bash delivery/when-delivering.sh delivery/apply.sh
#
# It may when _DELIVER is yes (the trigger of the branch main sets it, and whoever submits a build by hand), and the
# build is no pull request (_PR_NUMBER, _HEAD_BRANCH), and the branch, if there is one, is main (BRANCH_NAME).
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

case ${1:-} in
  '') say "which script? --help says more"; exit 2 ;;
  -*) begin "$1" ;;
esac
[ -f "$1" ] || fail "there is no script $1"
if delivering; then exec bash "$@"; fi
say "$1 is left out: $why_not"
