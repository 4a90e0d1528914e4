#!/usr/bin/env bash
# Prints what the server does on this machine: events taken a second, how soon scores follow, and how long all accounts take, on SQLite
# and on a PostgreSQL of its own (both with every commit on the disk). usage: bench/Server/run.sh [ACCOUNTS OF RESCORE]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
accounts=${1:-100000}
dotnet build bench/Server -c Release --nologo -v quiet -clp:ErrorsOnly
server=artifacts/bin/Mainstay.Bench.Server/release/Mainstay.Bench.Server
model=models/b2b-saas.yaml
bin=/usr/lib/postgresql/15/bin
work=$(mktemp -d /tmp/msbench-XXXXXX)
trap '[ -f "$work/pg/postmaster.pid" ] && kill -INT "$(head -1 "$work/pg/postmaster.pid")" && sleep 1; rm -rf "$work"' EXIT

as_postgres() { if [ "$(id -u)" = 0 ]; then setpriv --reuid=postgres --regid=postgres --init-groups --inh-caps=-all "$@"; else "$@"; fi; }
if [ -x $bin/initdb ]; then
  chmod 711 "$work"; mkdir "$work/pg" "$work/socket"
  [ "$(id -u)" = 0 ] && chown postgres "$work/pg" "$work/socket"
  as_postgres $bin/initdb -D "$work/pg" -U postgres -A trust -E UTF8 --locale=C >/dev/null
  as_postgres $bin/postgres -D "$work/pg" -k "$work/socket" -c listen_addresses= -c shared_buffers=512MB -c max_wal_size=4GB >"$work/log" 2>&1 &
  until $bin/pg_isready -q -h "$work/socket"; do sleep 0.1; done
  psql() { $bin/psql -q -h "$work/socket" -U postgres "$@"; }
  psql -c 'CREATE ROLE mainstay_owner LOGIN'
else
  echo "PostgreSQL 15 is not installed: SQLite only."
fi

for bench in latency ingest rescore; do
  count=1000; [ $bench = rescore ] && count=$accounts
  timeout 900 $server $bench "$work/$bench.db" $model "$count"
  rm -f "$work/$bench.db"*
  if [ -x $bin/initdb ]; then
    psql -c "CREATE DATABASE $bench OWNER mainstay_owner"
    timeout 900 $server $bench "Host=$work/socket;Database=$bench;Username=mainstay_owner" $model "$count"
    psql -c "DROP DATABASE $bench"
  fi
done
