#!/usr/bin/env bash
# A throwaway Postgres on loopback for tests: `scripts/postgres.sh COMMAND…` runs the command with TEST_DATABASE_URL set, and stops
# the server when it ends; TEST_DATABASE_RESTART is a program that restarts it, as if it had crashed. As root it installs Debian's where there is none; anybody else needs one that is installed.
set -euo pipefail

if ! ls /usr/lib/postgresql/*/bin/initdb > /dev/null 2>&1; then
  mkdir -p /etc/postgresql-common
  echo 'create_main_cluster = false' > /etc/postgresql-common/createcluster.conf
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql > /dev/null
fi
bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1)
data=$(mktemp -d -t bellwether-postgres.XXXXXX)
# The server refuses to run as root.
as() { "$@"; }
if [ "$(id -u)" = 0 ]; then
  chown postgres: "$data"
  as() { runuser -u postgres -- "$@"; }
fi
port=$(node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close() })')
stop() {
  as "$bin/pg_ctl" -D "$data" -m immediate -w stop > /dev/null 2>&1 || true
  rm -rf "$data"
}
trap stop EXIT
as "$bin/initdb" -D "$data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync > /dev/null
as "$bin/pg_ctl" -D "$data" -w -t 60 -l "$data/log" \
  -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$data -c fsync=off -c full_page_writes=off -c max_connections=200" start > /dev/null

cat > "$data/restart" << RESTART
#!/bin/sh
exec $([ "$(id -u)" = 0 ] && echo runuser -u postgres --) "$bin/pg_ctl" -D "$data" -m immediate -w -l "$data/log" restart
RESTART
chmod +x "$data/restart"

export TEST_DATABASE_URL="postgres://postgres@127.0.0.1:$port/postgres" TEST_DATABASE_RESTART="$data/restart"
"$@"
