#!/usr/bin/env bash
# Puts real gateways under the same load, by turns, and prints requests per second and the 99th percentile of each:
#   bare          one route, without the plugin
#   routes        10 000 routes of its own, without the plugin
#   rules-10      the plugin with 10 rules, its admin API and Redis on
#   rules-10000   the same with 10 000 rules
#   swap-10000    the same, and two compiled sets of them swapped once a second
#   change-10000  the same, and all of them changed and compiled anew once a second
# Needs java, curl and wrk; build first: ./mvnw -q -pl benchmarks -am package -DskipTests
# Usage: [MODES="bare rules-10000"] benchmarks/gateways.sh [rounds, 5] [seconds of each measurement, 10] [of warm-up, 40]
set -euo pipefail
cd "$(dirname "$0")"

rounds=${1:-5} seconds=${2:-10} warmup=${3:-40}
jar=target/tallygate-benchmarks.jar
load=io.tallygate.benchmarks.load
[ -f "$jar" ] || { echo "build first: ./mvnw -q -pl benchmarks -am package -DskipTests" >&2; exit 1; }
command -v wrk >/dev/null || { echo "wrk is missing: install it, for instance with apt-get install wrk" >&2; exit 1; }

work=$(mktemp -d)
pids=()
cleanup() { kill "${pids[@]}" 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$work"; }
trap cleanup EXIT

upstream=18080 redis=18379
java -Xmx256m -cp "$jar" $load.Backends $upstream $redis >"$work/backends.log" 2>&1 & pids+=($!)

declare -A pid port=([bare]=18100 [routes]=18110 [rules-10]=18120 [rules-10000]=18130 [swap-10000]=18140 [change-10000]=18150)
read -ra modes <<<"${MODES:-bare routes rules-10 rules-10000 swap-10000 change-10000}"
gateway() { # mode, then properties
  java -Xms512m -Xmx512m ${JAVA_FLAGS:-} -cp "$jar" $load.LoadedGateway --load.upstream=$upstream --spring.data.redis.port=$redis \
    --server.port="${port[$1]}" --management.server.port=$((${port[$1]} + 1)) --tallygate.redis.prefix="$1" "${@:2}" \
    >"$work/$1.log" 2>&1 & pids+=($!); pid[$1]=$!
}
for mode in "${modes[@]}"; do
  case $mode in
    bare) gateway bare --tallygate.enabled=false ;;
    routes) gateway routes --tallygate.enabled=false --load.routes=10000 ;;
    rules-*) gateway "$mode" --load.rules="${mode#rules-}" ;;
    swap-* | change-*) gateway "$mode" --load.rules="${mode#*-}" --load.exchange="${mode%-*}" ;;
  esac
done
for mode in "${modes[@]}"; do
  while kill -0 "${pid[$mode]}" 2>/dev/null && ! curl -so /dev/null "http://127.0.0.1:${port[$mode]}/"; do sleep 1; done
  curl -fso /dev/null "http://127.0.0.1:${port[$mode]}/" || { echo "$mode does not start:" >&2; tail -20 "$work/$mode.log" >&2; exit 1; }
done

java -cp "$jar" $load.TrafficScript 10 >"$work/10.lua"
java -cp "$jar" $load.TrafficScript 10000 >"$work/10000.lua"
measure() { # mode, seconds
  wrk -t1 -c16 -d"$2"s --latency -s "$work/$([ "$1" = rules-10 ] && echo 10 || echo 10000).lua" "http://127.0.0.1:${port[$1]}"
}
for mode in "${modes[@]}"; do echo "warming up $mode" >&2; measure "$mode" "$warmup" >/dev/null; done
for round in $(seq "$rounds"); do
  # To and fro, so that none is always measured after another.
  turn=("${modes[@]}")
  if ((round % 2 == 0)); then mapfile -t turn < <(printf '%s\n' "${modes[@]}" | tac); fi
  for mode in "${turn[@]}"; do
    measure "$mode" "$seconds" >"$work/out"
    if grep -q 'Non-2xx\|Socket errors' "$work/out"; then echo "$mode failed requests:" >&2; cat "$work/out" >&2; exit 1; fi
    awk -v mode="$mode" '/Requests\/sec/ {r = $2} $1 == "99%" {p = $2} END {print mode, r, p}' "$work/out" | tee -a "$work/all"
  done
done

echo
printf '%-12s %10s %10s %10s %8s   %s\n' gateway min median max of-bare 'p99 of each round'
bare=$(awk '$1 == "bare" {print $2}' "$work/all" | sort -n | awk '{a[NR] = $1} END {print a[int((NR + 1) / 2)]}')
for mode in "${modes[@]}"; do
  awk -v m="$mode" '$1 == m {print $2}' "$work/all" | sort -n | awk -v m="$mode" -v bare="$bare" \
    -v p99="$(awk -v m="$mode" '$1 == m {printf "%s ", $3}' "$work/all")" \
    '{a[NR] = $1} END {med = a[int((NR + 1) / 2)]; printf "%-12s %10.0f %10.0f %10.0f %8.2f   %s\n", m, a[1], med, a[NR], med / bare, p99}'
done
