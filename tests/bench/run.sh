#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# tests/bench/run.sh FOLDER   every benchmark of a release build made with -DVAKHTA_BENCH=ON, one after
# the other; fails when one of them misses a target of its own.
set -uo pipefail
folder=${1:?the build folder}
status=0
shopt -s nullglob
for program in "$folder"/bench/bench_*; do
    printf '\n== %s\n' "${program##*/}"
    "$program" || status=1
done
exit $status
