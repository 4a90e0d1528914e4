#!/usr/bin/env bash
# The daily year of a workload in other engines and in Mainstay, one after the other on the same machine, as one table.
# usage: bench/peers/run.sh PEERS [SIZE]     SIZE: XS, S, M (default) or L
# PEERS is the folder of the reference workload: gen.py, duck.mjs, pandas_peer.py, ch_peer.cjs, expected.md.
# BENCH_HOME (default: a folder in the temporary one) keeps the generated files and the engines, installed once from npm.
# Needs node, npm and /usr/bin/python3 with numpy and pandas; an engine that cannot be installed is left out and told.
set -euo pipefail
peers=${1:?usage: bench/peers/run.sh PEERS [SIZE]}
size=${2:-M}
home=${BENCH_HOME:-${TMPDIR:-/tmp}/mainstay-bench}
root=$(cd "$(dirname "$0")/../.." && pwd)
reps=${REPS:-5}
data=${DATA:-$home/$size}
mkdir -p "$home"
[ -f "$data/manifest.json" ] || /usr/bin/python3 -B "$peers/gen.py" "$data" "$size" >&2

engine() { # NAME PACKAGE: installed into its own folder
    [ -d "$home/$1/node_modules" ] && return
    mkdir -p "$home/$1" && (cd "$home/$1" && npm init -y > /dev/null && npm i --no-audit --no-fund "$2" > /dev/null 2>&1) \
        || { rm -rf "${home:?}/$1"; echo "$1 could not be installed and is left out" >&2; return 1; }
}

dotnet build "$root/bench/Sweep" -c Release --nologo -v quiet -clp:ErrorsOnly >&2
logs=$(mktemp -d)
ours="$root/artifacts/bin/Mainstay.Bench.Sweep/release/Mainstay.Bench.Sweep"
# Ours first and last: if the two differ much, something else was running.
"$ours" "$data" --reps "$reps" > "$logs/mainstay"
if engine duck @duckdb/node-api; then
    DUCK_HOME="$home/duck" TMPDIR="$home" node "$peers/duck.mjs" "$data" --reps "$reps" --only w3d > "$logs/duckdb" 2>&1 || true
fi
if /usr/bin/python3 -c 'import numpy, pandas' 2> /dev/null; then
    /usr/bin/python3 -B "$peers/pandas_peer.py" "$data" --reps "$reps" --only w3d > "$logs/numpy" 2>&1 || true
fi
if engine chdb chdb; then
    CHDB_HOME="$home/chdb" node "$peers/ch_peer.cjs" "$data" --reps "$reps" --only w3d > "$logs/clickhouse" 2>&1 || true
fi
"$ours" "$data" --reps "$reps" > "$logs/mainstay (again)"
/usr/bin/python3 -B "$root/bench/peers/table.py" "$logs" "$peers/expected.md" "$size"
