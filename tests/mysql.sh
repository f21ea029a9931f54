#!/usr/bin/env bash
# A real MySQL server for the tests.
#
#   bash tests/mysql.sh start    finds or installs one, starts it, and prints one line: its connection string
#   bash tests/mysql.sh stop     ends the server that start started, and removes its data
#
# The first of these that works is taken:
#   1. the server that ISOTHERM_TEST_MYSQL names already
#   2. mysqld on PATH (MySQL, not MariaDB)
#   3. Debian and Ubuntu: the server package and its libraries, unpacked into a cache folder of the user and run through
#      their own dynamic loader; nothing is installed on the machine, no right is needed. Debian has MySQL in its
#      unstable suite only; it comes from the mirror that apt is set to already.
#   4. Docker: mysql:8.4
#
# The server listens on loopback only, on a free port, in UTC, with a password made for it. Starting twice is starting
# once. Standard output has nothing but the connection string; ISOTHERM_TEST_CACHE names another cache folder.
set -euo pipefail
export LC_ALL=C
umask 077

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
state=$root/artifacts/mysql # what runs: connection, pid or container, data
cache=${ISOTHERM_TEST_CACHE:-${XDG_CACHE_HOME:-${HOME:-${TMPDIR:-/tmp}/isotherm-$(id -u)}/.cache}/isotherm}/mysql
seconds_to_start=120

say() { printf 'mysql.sh: %s\n' "$*" >&2; }
random() { od -An -N "$1" -tx1 /dev/urandom | tr -d ' \n'; }

# ---------------------------------------------------------------- what runs

pid_of_server() { # the pid of our server, while it lives
  local pid
  pid=$(cat "$state/pid" 2>/dev/null) || return 1
  [ -n "$pid" ] && ps -ww -o args= -p "$pid" 2>/dev/null | grep -qF -- "--datadir=$state/data" && echo "$pid"
}

container_of_server() { # the id of our container, while it lives
  local id
  id=$(cat "$state/container" 2>/dev/null) || return 1
  [ -n "$id" ] && [ "$(docker inspect -f '{{.State.Running}}' "$id" 2>/dev/null)" = true ] && echo "$id"
}

is_running() { [ -s "$state/connection" ] && { pid_of_server || container_of_server; } >/dev/null; }

connection() { # connection PORT USER PASSWORD
  echo "Server=127.0.0.1;Port=$1;User ID=$2;Password=$3;AllowPublicKeyRetrieval=True"
}

free_port() {
  local port
  while :; do
    port=$((20000 + RANDOM % 20000))
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return; }
  done
}

# ---------------------------------------------------------------- mysqld, on PATH or unpacked

server=() # the command that runs mysqld, with what it must always be told

use_path() {
  local version
  command -v mysqld >/dev/null || return 1
  version=$(mysqld --version 2>/dev/null) || return 1
  case $version in *MariaDB* | '') return 1 ;; esac
  server=(mysqld --no-defaults)
}

use_unpacked() { # use_unpacked FOLDER
  local loader libraries
  loader=$(find "$1" -name 'ld-linux*.so.*' -path '*lib*' 2>/dev/null | head -n 1)
  libraries=$(find "$1/usr/lib" "$1/lib" -type d \( -name '*-linux-gnu' -o -path '*/mysql/private' \) 2>/dev/null |
    paste -sd: -)
  [ -n "$loader" ] && [ -x "$1/usr/sbin/mysqld" ] || return 1
  server=("$loader" --library-path "$libraries" "$1/usr/sbin/mysqld" --no-defaults "--basedir=$1/usr"
    "--lc-messages-dir=$1/usr/share/mysql" "--character-sets-dir=$1/usr/share/mysql/charsets"
    "--plugin-dir=$1/usr/lib/mysql/plugin")
  "${server[@]}" --version >/dev/null 2>&1
}

mirror() { # mirror ARCHIVE: "URI KEYRING" of the first mirror of debian or ubuntu that apt is set to, in either form
  local keyring=/usr/share/keyrings/$1-archive-keyring.gpg
  cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources 2>/dev/null |
    awk -v archive="/$1/?\$" -v keyring="$keyring" '
      $1 == "URIs:" || $1 == "deb" {
        for (i = 2; i <= NF; i++) if ($i ~ archive) { print $i, keyring; exit }
      }'
}

unpack() { # fetches the server and its libraries into $cache/root
  local work=$cache/new.$$ suite=sid package=mysql-server-core archive source deb
  command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null || return 1
  archive=debian
  if grep -qs '^ID=ubuntu' /etc/os-release; then
    archive=ubuntu package=mysql-server-core-8.0
    suite=$(sed -n 's/^VERSION_CODENAME=//p' /etc/os-release)
  fi
  source=$(mirror "$archive")
  [ -n "$source" ] || { say "the sources of apt name no mirror of $archive"; return 1; }
  say "fetching MySQL into $cache (once, about 70 MB)"
  rm -rf "$work"
  mkdir -p "$work"/{root,lists/partial,archives/partial,parts}
  : >"$work/status"
  printf 'deb [signed-by=%s] %s %s main\n' "${source#* }" "${source%% *}" "$suite" >"$work/sources.list"
  local apt=(apt-get -q -y -o "Dir::Etc::SourceList=$work/sources.list" -o "Dir::Etc::SourceParts=$work/parts"
    -o "Dir::Etc::PreferencesParts=$work/parts" -o "Dir::State::Lists=$work/lists" -o "Dir::State=$work"
    -o "Dir::State::status=$work/status" -o "Dir::Cache=$work" -o "Dir::Cache::archives=$work/archives"
    -o "APT::Sandbox::User=$(id -un)" -o APT::Install-Recommends=false -o Debug::NoLocking=true
    -o Acquire::Retries=3 -o Acquire::Languages=none)
  { "${apt[@]}" update && "${apt[@]}" install --download-only "$package"; } >"$work/log" 2>&1 ||
    { tail -n 5 "$work/log" >&2; rm -rf "$work"; return 1; }
  for deb in "$work"/archives/*.deb; do
    dpkg-deb --fsys-tarfile "$deb" | tar -x -C "$work/root" --no-same-owner --exclude=./usr/share/doc \
      --exclude=./usr/share/man --exclude=./usr/share/locale --exclude='./usr/lib/*/perl*' --exclude='./usr/share/perl*'
  done
  use_unpacked "$work/root" || { say "the unpacked server does not run here"; rm -rf "$work"; return 1; }
  rm -rf "$cache/root"
  mv "$work/root" "$cache/root"
  rm -rf "$work"
  use_unpacked "$cache/root"
}

run_server() { # a private instance of the command in "server"
  local port password log=$state/log attempt waited options=()
  [ "$(id -u)" != 0 ] || options+=(--user=root)
  rm -rf "$state"
  mkdir -p "$state"
  "${server[@]}" "${options[@]}" "--datadir=$state/data" --secure-file-priv=NULL --initialize-insecure >"$log" 2>&1 ||
    { tail -n 5 "$log" >&2; return 1; }
  password=$(random 16)
  {
    echo "ALTER USER 'root'@'localhost' IDENTIFIED BY '$password';"
    echo "CREATE USER IF NOT EXISTS 'tester'@'%' IDENTIFIED BY '$password';"
    echo "GRANT ALL PRIVILEGES ON *.* TO 'tester'@'%' WITH GRANT OPTION;"
  } >"$state/init.sql"
  # A test needs no durability; the socket is relative to the data folder, because its path may be 107 bytes at most.
  options+=("--datadir=$state/data" "--init-file=$state/init.sql" --socket=s --bind-address=127.0.0.1
    --secure-file-priv=NULL --skip-name-resolve --default-time-zone=+00:00 --max-connections=400 --skip-log-bin
    --innodb-flush-log-at-trx-commit=2 --innodb-doublewrite=OFF)
  for attempt in 1 2 3 4 5; do
    port=$(free_port)
    : >"$log"
    nohup "${server[@]}" "${options[@]}" "--port=$port" --mysqlx=OFF </dev/null >>"$log" 2>&1 9>&- &
    echo $! >"$state/pid"
    for ((waited = 0; waited < seconds_to_start * 10; waited++)); do
      if grep -q "ready for connections.*port: $port" "$log"; then
        connection "$port" tester "$password" >"$state/connection"
        return 0
      fi
      pid_of_server >/dev/null || [ "$waited" -lt 10 ] || break
      sleep 0.1
    done
    stop_process
    grep -q 'Address already in use' "$log" || break
    say "port $port was taken meanwhile (try $attempt)"
  done
  tail -n 5 "$log" >&2
  return 1
}

stop_process() {
  local pid waited
  pid=$(pid_of_server) || return 0
  kill "$pid" 2>/dev/null || true
  for ((waited = 0; waited < 300; waited++)); do
    pid_of_server >/dev/null || return 0
    sleep 0.1
  done
  kill -9 "$pid" 2>/dev/null || true
}

# ---------------------------------------------------------------- Docker

run_docker() {
  local password id port waited
  command -v docker >/dev/null && docker info >/dev/null 2>&1 || return 1
  rm -rf "$state"
  mkdir -p "$state"
  password=$(random 16)
  id=$(docker run --detach --rm --publish 127.0.0.1:0:3306 --env "MYSQL_ROOT_PASSWORD=$password" mysql:8.4 \
    --default-time-zone=+00:00 --max-connections=400 --skip-log-bin) || return 1
  echo "$id" >"$state/container"
  port=$(docker port "$id" 3306/tcp | sed -n 's/.*:\([0-9]*\)$/\1/p' | head -n 1)
  for ((waited = 0; waited < seconds_to_start; waited++)); do
    # over TCP, because the image first runs a server without network to prepare the data
    if docker exec --env "MYSQL_PWD=$password" "$id" mysqladmin -h127.0.0.1 -uroot ping >/dev/null 2>&1; then
      connection "$port" root "$password" >"$state/connection"
      return 0
    fi
    sleep 1
  done
  docker logs "$id" 2>&1 | tail -n 5 >&2
  docker stop "$id" >/dev/null 2>&1 || true
  return 1
}

# ---------------------------------------------------------------- commands

start() {
  if [ -n "${ISOTHERM_TEST_MYSQL:-}" ]; then
    echo "$ISOTHERM_TEST_MYSQL"
    return
  fi
  mkdir -p "$root/artifacts" "$cache"
  if command -v flock >/dev/null; then # one at a time: two test runs must not unpack into each other
    exec 9>"$cache/lock"
    flock 9
  fi
  if ! is_running; then
    if ! { use_path && run_server; } && ! { { use_unpacked "$cache/root" || unpack; } && run_server; } && ! run_docker
    then
      say "no MySQL server could be started: install mysqld or Docker, or set ISOTHERM_TEST_MYSQL to the connection" \
        "string of a user that may create databases on a server of yours"
      exit 1
    fi
  fi
  cat "$state/connection"
}

stop() {
  local id
  [ -d "$state" ] || return 0
  stop_process
  if id=$(container_of_server); then docker stop "$id" >/dev/null; fi
  rm -rf "$state"
}

case ${1:-} in
  start) start ;;
  stop) stop ;;
  *)
    sed -n '2,18s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2
    exit 2
    ;;
esac
