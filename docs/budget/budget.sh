#!/usr/bin/env bash
# What a month costs, as Markdown tables: prices.csv times volumes.csv, with the free amounts taken off.
#
#   bash docs/budget/budget.sh                     prints the tables
#   bash docs/budget/budget.sh --write             puts them between the markers of docs/budget.md
#   bash docs/budget/budget.sh PRICES VOLUMES      prints them for other files of the same form
#
# Fields have no commas in them. A price that is no number ("to be checked") is left out of the sums and said so.
set -euo pipefail
export LC_ALL=C
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

tables() { # tables PRICES VOLUMES
  awk -F, -f "$here/budget.awk" "$1" "$2"
}

case "${1:-}" in
  --write)
    page=$here/../budget.md
    new=$(mktemp)
    trap 'rm -f "$new"' EXIT
    awk '/^<!-- budget.sh -->$/ { print; exit } { print }' "$page" > "$new"
    tables "$here/prices.csv" "$here/volumes.csv" >> "$new"
    awk '/^<!-- end of budget.sh -->$/ { on = 1 } on { print }' "$page" >> "$new"
    cat "$new" > "$page"
    ;;
  "") tables "$here/prices.csv" "$here/volumes.csv" ;;
  *)
    [ $# = 2 ] || { echo "budget: give no file, or two: PRICES VOLUMES" >&2; exit 2; }
    tables "$1" "$2"
    ;;
esac
