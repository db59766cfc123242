#!/bin/bash
# What annotated structs cost to compile: 200 structs of ten fields, without and with an origin, as
# ratios to serde's `Serialize, Deserialize` on the same structs, in one run.
#
# Usage: benches/compile_cost.sh [rounds]
#
# Dependencies are compiled beforehand. Each round touches one crate after the other and compiles it
# alone, from nothing; nothing of it is called. Printed are medians, of the time on the wall and of
# the processor's (user and system), which other load changes less. Then: what large items take, beside
# serde's on as many fields, the lines that one struct expands to, and what a clean `cargo check` of
# rockpool-core takes beside ndarray alone.
set -eu
rounds=${1:-7}
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export CARGO_TARGET_DIR=$work/target CARGO_INCREMENTAL=0

# structs <derive> <count>: the source of a crate.
structs() {
    case $1 in
    serde) echo 'use serde::{Deserialize, Serialize};' ;;
    *) echo 'use rockpool_core::prelude::*;' ;;
    esac
    for ((n = 0; n < $2; n++)); do
        case $1 in
        serde) echo "#[derive(Serialize, Deserialize)]" ;;
        *) echo "#[derive(Module)]" ;;
        esac
        echo "pub struct S$n {"
        while read -r name type role; do
            [ "$1" = serde ] || echo "    #[$role]"
            echo "    pub $name: $type,"
        done <<'FIELDS'
a f64 parameter(family = "weights", init = 1.0)
b f64 parameter(family = "taus", init = 20e-3, unit = "s")
c [f64;8] parameter(init = zeros())
d Vec<f64> parameter(shape = 8, init = fill(0.5))
e [f64;8] state
f Vec<f64> state(shape = 8)
g f64 state
h f64 simulation(init = 1e-3, unit = "s")
i i64 simulation(init = 3)
j bool simulation(init = true)
FIELDS
        [ "$1" != built ] || printf '    #[module(origin)]\n    origin: Origin,\n'
        echo "}"
    done
}

# package <name> <derive> <count>
package() {
    mkdir -p "$1/src"
    structs "$2" "$3" >"$1/src/lib.rs"
    case $2 in
    serde) dependency='serde = { version = "1", features = ["derive"] }' ;;
    *) dependency="rockpool-core = { path = \"$root/rockpool-core\" }" ;;
    esac
    printf '[package]\nname = "%s"\nversion = "0.0.0"\nedition = "2024"\n[dependencies]\n%s\n' \
        "$1" "$dependency" >"$1/Cargo.toml"
}

for derive in serde bare built; do
    package "many_$derive" $derive 200
    package "one_$derive" $derive 1
done
printf '[workspace]\nmembers = ["many_*", "one_*"]\nresolver = "3"\n' >Cargo.toml
cp "$root/Cargo.lock" .
cargo check -q
cargo build -q --release

# measure <command..>: seconds on the wall, and of the processor.
measure() {
    local TIMEFORMAT='%R %U %S'
    { time "$@" >/dev/null 2>&1; } 2>&1 | awk '{ print $1, $2 + $3 }'
}

for ((round = 0; round < rounds; round++)); do
    for derive in serde bare built; do
        touch "many_$derive/src/lib.rs"
        echo "check $derive $(measure cargo check -q -p many_$derive)"
        touch "many_$derive/src/lib.rs"
        echo "build $derive $(measure cargo build -q --release -p many_$derive)"
    done
done | awk '
    { key = $1 " " $2; n[key]++; wall[key, n[key]] = $3; processor[key, n[key]] = $4 }
    function median(samples, key, i, j, t, sorted) {
        for (i = 1; i <= n[key]; i++) sorted[i] = samples[key, i]
        for (i = 1; i <= n[key]; i++)
            for (j = i + 1; j <= n[key]; j++)
                if (sorted[j] < sorted[i]) { t = sorted[i]; sorted[i] = sorted[j]; sorted[j] = t }
        return sorted[int((n[key] + 1) / 2)]
    }
    function line(name, key, base, budget) {
        printf "%-44s %6.2f s %6.2f s", name, median(wall, key), median(processor, key)
        if (budget)
            printf " %8.2f %9.2f %7.2f", median(wall, key) / median(wall, base),
                median(processor, key) / median(processor, base), budget
        print ""
    }
    END {
        printf "%-44s %8s %8s %8s %9s %7s\n", "200 structs", "wall", "proc.", "ratio", "of proc.", "budget"
        line("cargo check, serde", "check serde", "", 0)
        line("cargo check, without origin", "check bare", "check serde", 0.4)
        line("cargo check, with origin", "check built", "check serde", 1)
        line("cargo build --release, serde", "build serde", "", 0)
        line("cargo build --release, without origin", "build bare", "build serde", 0.4)
        line("cargo build --release, with origin", "build built", "build serde", 1)
    }'

# size <name>: a crate of one item that is large in one way.
size() {
    mkdir -p "size_$1/src"
    local dependency="rockpool-core = { path = \"$root/rockpool-core\" }"
    [ "$1" != serde_fields ] || dependency='serde = { version = "1", features = ["derive"] }'
    printf '[package]\nname = "%s"\nversion = "0.0.0"\nedition = "2024"\n[dependencies]\n%s\n' \
        "size_$1" "$dependency" >"size_$1/Cargo.toml"
    local cell='#[derive(Module)] pub struct Cell { #[parameter(init = 1.0)] pub w: f64, #[module(origin)] origin: Origin }'
    {
        if [ "$1" = serde_fields ]; then
            echo 'use serde::{Deserialize, Serialize};'
            echo '#[derive(Serialize, Deserialize)] pub struct S {'
            for ((n = 0; n < 500; n++)); do echo "    pub f$n: f64,"; done
            echo '}'
        else
            echo 'use rockpool_core::prelude::*;'
        fi
        case $1 in
        fields)
            echo '#[derive(Module)] pub struct S {'
            for ((n = 0; n < 500; n++)); do echo "    #[parameter(init = 1.0)] pub f$n: f64,"; done
            echo '    #[module(origin)] origin: Origin }'
            ;;
        variants)
            echo "$cell"
            echo '#[derive(Module)] pub enum E {'
            for ((n = 0; n < 400; n++)); do echo "    V$n(Cell),"; done
            echo '}'
            ;;
        submodules)
            echo "$cell"
            echo '#[derive(Module)] pub struct S {'
            for ((n = 0; n < 300; n++)); do echo "    #[module] pub f$n: Cell,"; done
            echo '    #[module(origin)] origin: Origin }'
            ;;
        levels)
            echo "$cell"
            echo 'pub type L0 = Cell;'
            for ((n = 1; n <= 100; n++)); do
                echo "#[derive(Module)] pub struct L$n { #[module] pub inner: L$((n - 1)), #[module(origin)] origin: Origin }"
            done
            ;;
        esac
    } >"size_$1/src/lib.rs"
}

# name <size>: in words.
name() {
    case $1 in
    serde_fields) echo '500 fields, serde' ;;
    fields) echo 'a struct of 500 fields' ;;
    variants) echo 'an enum of 400 variants' ;;
    submodules) echo 'a struct of 300 submodules' ;;
    levels) echo '100 levels of submodules' ;;
    esac
}

echo
sizes='serde_fields fields variants submodules levels'
for size in $sizes; do size "$size"; done
sed -i 's/"one_\*"/"one_*", "size_*"/' Cargo.toml
cargo check -q --workspace
printf '%-44s %8s %8s\n' 'cargo check of' wall proc.
for size in $sizes; do
    for ((round = 0; round < 3; round++)); do
        touch "size_$size/src/lib.rs"
        measure cargo check -q -p "size_$size"
    done | sort -n | sed -n 2p | while read -r wall processor; do
        printf '%-44s %6.2f s %6.2f s\n' "$(name "$size")" "$wall" "$processor"
    done
done

echo
for derive in serde bare built; do
    # The compiler prints expansions only to those who build the compiler.
    lines=$(RUSTC_BOOTSTRAP=1 cargo rustc -q --profile check -p one_$derive -- -Zunpretty=expanded | wc -l)
    echo "one struct of ten fields expands to $((lines - $(wc -l <one_$derive/src/lib.rs))) lines, $derive"
done

echo
# clean <name> <dependency>: crates below it, and the time of a clean check.
clean() {
    mkdir -p "clean_$1/src"
    echo >"clean_$1/src/lib.rs"
    printf '[package]\nname = "%s"\nversion = "0.0.0"\nedition = "2024"\n[workspace]\n[dependencies]\n%s\n' \
        "clean_$1" "$2" >"clean_$1/Cargo.toml"
    cd "clean_$1"
    cp "$root/Cargo.lock" .
    cargo fetch -q 2>/dev/null || true
    local crates times=()
    crates=$(cargo tree -e normal,build --prefix none | sed 's/ (.*//' | sort -u | wc -l)
    for _ in 1 2 3; do
        rm -rf "$work/clean"
        times+=("$(CARGO_TARGET_DIR=$work/clean measure cargo check -q)")
    done
    cd ..
    printf '%s\n' "${times[@]}" | sort -n | sed -n 2p | while read -r wall processor; do
        echo "a clean check of $1: $((crates - 1)) crates, $wall s, $processor s of the processor"
    done
}
clean rockpool-core "rockpool-core = { path = \"$root/rockpool-core\" }"
clean ndarray "ndarray = \"0.17.2\""
