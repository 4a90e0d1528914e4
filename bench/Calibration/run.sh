#!/usr/bin/env bash
# What is learned beside sklearn's and XGBoost's learners, on the same folds of public churn tables, as a table and a plot.
# usage: bench/Calibration/run.sh DATA [SET…]     DATA: the folder of the public data; sets: telco iranian mlc saas sparkify
# Then the same for books, learned from on some days and judged on later ones.
# REPEATS (5) repeats of 5 folds, PERMUTATIONS (100) shuffles of each set; BENCH_HOME keeps what is written (a folder in the temporary one).
set -euo pipefail
data=${1:?usage: bench/Calibration/run.sh DATA [SET…]}; shift
sets=("${@:-telco}"); [ "$#" -gt 0 ] || sets=(telco iranian mlc saas sparkify)
root=$(cd "$(dirname "$0")/../.." && pwd)
home=${BENCH_HOME:-${TMPDIR:-/tmp}/mainstay-bench/calibration}
mkdir -p "$home"
if ! /usr/bin/python3 -c 'import sklearn, xgboost' 2> /dev/null; then
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3-sklearn python3-xgboost > /dev/null
fi
dotnet build "$root/bench/Calibration" -c Release --nologo -v quiet -clp:ErrorsOnly >&2
ours="$root/artifacts/bin/Mainstay.Bench.Calibration/release/Mainstay.Bench.Calibration"
rm -f "$home"/*.lines
for set in "${sets[@]}"; do
    "$ours" learn "$data" "$home" "$set" > "$home/$set.ours.lines"
    /usr/bin/python3 -B "$root/bench/Calibration/baselines.py" "$home" "$set" > "$home/$set.theirs.lines"
done
files=(); for set in "${sets[@]}"; do files+=("$home/$set.ours.lines" "$home/$set.theirs.lines"); done
/usr/bin/python3 -B "$root/bench/Calibration/report.py" "$home/complexity.svg" "${files[@]}"
echo
cd "$root"
"$ours" splits "$data" "$home" > "$home/splits.ours.lines"
mapfile -t splits < <(cut -f1 "$home/splits.ours.lines" | sed 1d | uniq)
/usr/bin/python3 -B "$root/bench/Calibration/baselines.py" "$home" "${splits[@]}" > "$home/splits.theirs.lines"
/usr/bin/python3 -B "$root/bench/Calibration/report.py" "" "$home/splits.ours.lines" "$home/splits.theirs.lines"
echo
"$ours" permute "$data" "$home" "${sets[@]}"
echo
"$ours" speed "$data" "$home"
/usr/bin/python3 -B "$root/bench/Calibration/baselines.py" "$home" speed
echo "The plot is $home/complexity.svg" >&2
