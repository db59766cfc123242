#!/bin/sh
# Times the original, Rockpool 3.1.0, and this project on the same networks, inputs and weights, on
# two threads each, and prints one table: how many times faster than each backend of the original.
#
# Usage: benches/rockpool/compare.sh [evolve|learn [letters, such as AC]]
#
# `evolve` (where nothing is said) tells microseconds for a time step, `learn` milliseconds there and back.
# Needs Python 3.11 or later with venv; the first run installs `requirements.txt` into the target
# folder. Torch is timed too if that Python has it: `$venv/bin/pip install torch`. To use a Python
# that has all of it, set PYTHON.
set -eu
cd "$(dirname "$0")/../.."
bench=${1:-evolve}
case $bench in
    evolve) all=ABCD unit=us ;;
    learn) all=ABDVW unit=ms ;;
    *) sed -n 's/^# Usage/usage/p' "$0" >&2; exit 1 ;;
esac
letters=${2:-$all}
venv=${CARGO_TARGET_DIR:-target}/rockpool-venv
python=${PYTHON:-$venv/bin/python}
if [ -z "${PYTHON:-}" ] && [ ! -x "$python" ]; then
    python3 -m venv "$venv"
    "$venv/bin/pip" install -q -r benches/rockpool/requirements.txt
fi
export THREADS="${THREADS:-2}"
export RAYON_NUM_THREADS="$THREADS"
{
    cargo bench -q --bench "$bench" -- --tsv "$letters"
    "$python" "benches/rockpool/$bench.py" "$letters"
} | awk -F '\t' -v unit="$unit" '
    $2 ~ /^here/ { rows[++count] = $0; next }
    {
        original[$1, $2] = $3
        if (!($2 in seen)) { seen[$2] = 1; backends[++known] = $2 }
        if (!($1 in fastest) || $3 < fastest[$1]) fastest[$1] = $3
    }
    END {
        printf "%-10s %12s", "", unit
        for (b = 1; b <= known; b++) printf " | %18s %8s", backends[b] ", " unit, "times"
        printf " | %s\n", "times faster than the fastest"
        for (r = 1; r <= count; r++) {
            split(rows[r], row, FS)
            sub(/^here /, "", row[2])
            printf "%-10s %12.2f", row[1] "  " row[2], row[3]
            for (b = 1; b <= known; b++) {
                if (!((row[1], backends[b]) in original)) { printf " | %18s %8s", "", ""; continue }
                time = original[row[1], backends[b]]
                printf " | %18.1f %8.1f", time, time / row[3]
            }
            if (row[1] in fastest) printf " | %.1f", fastest[row[1]] / row[3]
            print ""
        }
    }'
