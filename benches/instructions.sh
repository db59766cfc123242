#!/bin/sh
# The instructions that the toolkit takes, as ratios to the same by hand: the pairs of `costs.rs`
# under valgrind's callgrind, whose counts no other load on the machine can change.
#
# Usage: benches/instructions.sh [part of a name]
#
# Each way is run once and again six times; the difference is five runs without the set-up.
set -eu
cd "$(dirname "$0")/.."
program=$(cargo bench --bench instructions --no-run 2>&1 | sed -n 's/.*Executable.*(\(.*\))$/\1/p')

# count <pair> <way> <times>: the instructions of a whole run.
count() {
    valgrind --tool=callgrind --callgrind-out-file=/dev/null "$program" "$1" "$2" "$3" 2>&1 |
        sed -n 's/.*Collected : //p'
}

printf '%-50s %7s %7s %12s %12s\n' '' ratio budget ours 'by hand'
index=0
"$program" | while IFS="$(printf '\t')" read -r budget name; do
    case $name in
    *"${1:-}"*)
        ours=$(($(count $index ours 6) - $(count $index ours 1)))
        by_hand=$(($(count $index by_hand 6) - $(count $index by_hand 1)))
        awk -v name="$name" -v budget="$budget" -v ours="$ours" -v by_hand="$by_hand" 'BEGIN {
            ratio = ours / by_hand
            printf "%-50s %7.3f %7.2f %12d %12d%s\n", name, ratio, budget, ours / 5, by_hand / 5,
                (ratio > budget ? " over" : "")
        }'
        ;;
    esac
    index=$((index + 1))
done
