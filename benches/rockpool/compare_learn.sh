#!/bin/sh
# Times learning in the original, Rockpool 3.1.0, and in this project on the same networks, inputs and
# weights, on two threads each, and prints one table: milliseconds there and back, and how many times
# faster than each backend of the original.
#
# Usage: benches/rockpool/compare_learn.sh [letters, such as AW]
#
# Needs what `compare.sh` needs.
set -eu
cd "$(dirname "$0")/../.."
letters=${1:-ABDVW}
venv=${CARGO_TARGET_DIR:-target}/rockpool-venv
python=${PYTHON:-$venv/bin/python}
if [ -z "${PYTHON:-}" ] && [ ! -x "$python" ]; then
    python3 -m venv "$venv"
    "$venv/bin/pip" install -q -r benches/rockpool/requirements.txt
fi
export THREADS="${THREADS:-2}"
export RAYON_NUM_THREADS="$THREADS"
{
    cargo bench -q --bench learn -- --tsv "$letters"
    "$python" benches/rockpool/learn.py "$letters"
} | awk -F '\t' '
    $2 ~ /^here/ { rows[++count] = $0; next }
    {
        original[$1, $2] = $3
        if (!($2 in seen)) { seen[$2] = 1; backends[++known] = $2 }
        if (!($1 in fastest) || $3 < fastest[$1]) fastest[$1] = $3
    }
    END {
        printf "%-10s %10s", "", "ms"
        for (b = 1; b <= known; b++) printf " | %14s %8s", backends[b] ", ms", "times"
        printf " | %s\n", "times faster than the fastest"
        for (r = 1; r <= count; r++) {
            split(rows[r], row, FS)
            sub(/^here /, "", row[2])
            printf "%-10s %10.2f", row[1] "  " row[2], row[3]
            for (b = 1; b <= known; b++) {
                ms = original[row[1], backends[b]]
                printf " | %14.1f %8.1f", ms, ms / row[3]
            }
            printf " | %.1f\n", fastest[row[1]] / row[3]
        }
    }'
