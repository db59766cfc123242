#!/bin/sh
# Times the original, Rockpool 3.1.0, and this project on the same networks, inputs and weights, on
# two threads each, and prints one table: how many times faster than each backend of the original.
#
# Usage: benches/rockpool/compare.sh [letters, such as AC]
#
# Needs Python 3.11 or later with venv; the first run installs `requirements.txt` into the target
# folder. Torch is timed too if that Python has it: `$venv/bin/pip install torch`. To use a Python
# that has all of it, set PYTHON.
set -eu
cd "$(dirname "$0")/../.."
letters=${1:-ABCD}
venv=${CARGO_TARGET_DIR:-target}/rockpool-venv
python=${PYTHON:-$venv/bin/python}
if [ -z "${PYTHON:-}" ] && [ ! -x "$python" ]; then
    python3 -m venv "$venv"
    "$venv/bin/pip" install -q -r benches/rockpool/requirements.txt
fi
export THREADS="${THREADS:-2}"
export RAYON_NUM_THREADS="$THREADS"
{
    cargo bench -q --bench evolve -- --tsv "$letters"
    "$python" benches/rockpool/original.py "$letters"
} | awk -F '\t' '
    $2 ~ /^here/ { rows[++count] = $0; next }
    {
        original[$1, $2] = $3; spikes[$1, $2] = $4
        if (!($2 in seen)) { seen[$2] = 1; backends[++known] = $2 }
        if (!($1 in fastest) || $3 < fastest[$1]) fastest[$1] = $3
    }
    END {
        printf "%-10s %12s %8s", "", "us a step", "spikes"
        for (b = 1; b <= known; b++) printf " | %18s %8s", backends[b] ", us", "times"
        printf " | %s\n", "times faster than the fastest"
        for (r = 1; r <= count; r++) {
            split(rows[r], row, FS)
            sub(/^here /, "", row[2])
            printf "%-10s %12.2f %8.3f", row[1] "  " row[2], row[3], row[4]
            for (b = 1; b <= known; b++) {
                micros = original[row[1], backends[b]]
                printf " | %18.1f %8.1f", micros, micros / row[3]
            }
            printf " | %.1f\n", fastest[row[1]] / row[3]
        }
    }'
