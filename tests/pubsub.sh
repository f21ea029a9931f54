#!/usr/bin/env bash
# Google's own Pub/Sub emulator for the tests.
#
#   bash tests/pubsub.sh start   starts it on 127.0.0.1 at a free port, or finds the one that is there, and prints HOST:PORT
#   bash tests/pubsub.sh stop    ends the one that start has started, and nothing else
#
# Used is, in this order: what PUBSUB_EMULATOR_HOST names already; the emulator on PATH (cloud-pubsub-emulator); the one
# in the Cloud SDK that gcloud belongs to. It needs Java.
# Exit code 3: there is none to be had here, with what is missing on standard error; 1: it is there but did not start.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

state=$PWD/artifacts/pubsub # pid, port and log of the one that was started here
ready_seconds=60
end_seconds=10

say() { echo "pubsub: $*" >&2; }

answers() { # answers HOST:PORT: something listens there
  local host=${1%:*} port=${1##*:}
  timeout 5 bash -c 'exec 3<>"/dev/tcp/$0/$1"' "$host" "$port" 2>/dev/null
}

running() { # the one started here is still the process that its pid names
  [ -s "$state/pid" ] && [ -s "$state/port" ] &&
    ps -ww -p "$(cat "$state/pid")" -o args= 2>/dev/null | grep -q -- "--port=$(cat "$state/port")\$"
}

launcher() { # prints the emulator's start script
  local gcloud root
  if command -v cloud-pubsub-emulator; then return; fi
  gcloud=$(command -v gcloud) ||
    { say "the emulator is not here: neither cloud-pubsub-emulator nor gcloud is on PATH"; return 1; }
  for root in "$(dirname "$(dirname "$(readlink -f "$gcloud")")")" \
    "$(timeout 30 gcloud info --format='value(installation.sdk_root)' 2>/dev/null || true)"; do
    [ -x "$root/platform/pubsub-emulator/bin/cloud-pubsub-emulator" ] || continue
    echo "$root/platform/pubsub-emulator/bin/cloud-pubsub-emulator"
    return
  done
  say "the emulator is not here: the Cloud SDK of gcloud has no component pubsub-emulator"
  return 1
}

has_java() {
  "${JAVA_HOME:+$JAVA_HOME/bin/}java" -version >/dev/null 2>&1 ||
    { say "the emulator is here but Java is not: put java on PATH or set JAVA_HOME"; return 1; }
}

try_port() { # try_port LAUNCHER PORT: 0 when the emulator listens there
  local pid tries
  mkdir -p "$state"
  nohup "$1" --host=127.0.0.1 --port="$2" </dev/null >"$state/log" 2>&1 &
  pid=$!
  echo "$pid" >"$state/pid"
  echo "$2" >"$state/port"
  for ((tries = 0; tries < ready_seconds * 5; tries++)); do
    kill -0 "$pid" 2>/dev/null || return 1
    if grep -qs "listening on $2" "$state/log" && answers "127.0.0.1:$2"; then return 0; fi
    sleep 0.2
  done
  say "no answer within $ready_seconds s"
  return 1
}

start() {
  local script port round
  if [ -n "${PUBSUB_EMULATOR_HOST:-}" ]; then
    answers "${PUBSUB_EMULATOR_HOST#http://}" ||
      { say "PUBSUB_EMULATOR_HOST is $PUBSUB_EMULATOR_HOST, but nothing answers there"; exit 1; }
    echo "$PUBSUB_EMULATOR_HOST"
    return
  fi
  if running && answers "127.0.0.1:$(cat "$state/port")"; then
    echo "127.0.0.1:$(cat "$state/port")"
    return
  fi
  stop
  script=$(launcher) && has_java || exit 3
  for round in 1 2 3 4 5; do
    port=$((20000 + (RANDOM + $$ + round) % 12000)) # below the ports that systems give out by themselves
    answers "127.0.0.1:$port" && continue
    if try_port "$script" "$port"; then
      echo "127.0.0.1:$port"
      return
    fi
    stop
  done
  say "the emulator does not start; its last words:"
  tail -n 20 "$state/log" >&2 || true
  exit 1
}

stop() {
  local pid tries
  if running; then
    pid=$(cat "$state/pid")
    kill "$pid" 2>/dev/null || true
    for ((tries = 0; tries < end_seconds * 5; tries++)); do
      kill -0 "$pid" 2>/dev/null || break
      sleep 0.2
    done
    if running; then kill -KILL "$pid" 2>/dev/null || true; fi
  fi
  rm -f "$state/pid" "$state/port"
}

case "${1:-}" in
  start) start ;;
  stop) stop ;;
  *) sed -n '2,9{s/^# \{0,1\}//;p}' "${BASH_SOURCE[0]}" >&2; exit 2 ;;
esac
