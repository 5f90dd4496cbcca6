#!/usr/bin/env bash
# Puts real gateways under the same load, by turns, and prints what each does beside the bare one of the same round. One
# runs at a time: the others are stopped (SIGSTOP) meanwhile.
#   bare          one route, without the plugin
#   routes        10 000 routes of its own, without the plugin
#   rules-10      the plugin with 10 rules, its admin API and Redis on
#   rules-10000   the same with 10 000 rules
#   swap-10000    the same, and two compiled sets of them swapped once a second
#   change-10000  the same, and all of them changed and compiled anew once a second
#   redis-stopped as rules-10000, and Redis stopped while it is measured (only where it is named)
# Needs java, curl and wrk; build first: ./mvnw -q -pl benchmarks -am package -DskipTests
# Usage: [MODES="bare rules-10000"] benchmarks/gateways.sh [rounds, 5] [seconds of each measurement, 10] [of warm-up, 60]
set -euo pipefail
cd "$(dirname "$0")"

rounds=${1:-5} seconds=${2:-10} warmup=${3:-60}
jar=target/tallygate-benchmarks.jar
load=io.tallygate.benchmarks.load
[ -f "$jar" ] || { echo "build first: ./mvnw -q -pl benchmarks -am package -DskipTests" >&2; exit 1; }
command -v wrk >/dev/null || { echo "wrk is missing: install it, for instance with apt-get install wrk" >&2; exit 1; }

work=$(mktemp -d)
pids=()
cleanup() { kill -CONT "${pids[@]}" 2>/dev/null || true; kill "${pids[@]}" 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$work"; }
trap cleanup EXIT

upstream=18080 redis=18379
java -Xmx256m -cp "$jar" $load.Backends $upstream $redis >"$work/backends.log" 2>&1 & pids+=($!)

declare -A pid port=([bare]=18100 [routes]=18110 [rules-10]=18120 [rules-10000]=18130 [swap-10000]=18140 [change-10000]=18150 [redis-stopped]=18160)
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
    redis-stopped) gateway "$mode" --load.rules=10000 ;;
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
cpu() { # mode; its gateway's CPU time so far, in microseconds
  local ticks; read -ra ticks <"/proc/${pid[$1]}/stat"
  echo $(((ticks[13] + ticks[14]) * 1000000 / $(getconf CLK_TCK)))
}
measure() { # mode, seconds; prints mode, requests per second, CPU time of a request in microseconds, 99th percentile
  kill -CONT "${pid[$1]}"
  if [ "$1" = redis-stopped ]; then pkill -STOP -f "redis-server.*:$redis"; fi
  local before; before=$(cpu "$1")
  wrk -t1 -c16 -d"$2"s --latency -s "$work/$([ "$1" = rules-10 ] && echo 10 || echo 10000).lua" \
    "http://127.0.0.1:${port[$1]}" >"$work/out"
  if grep -q 'Non-2xx\|Socket errors' "$work/out"; then echo "$1 failed requests:" >&2; cat "$work/out" >&2; exit 1; fi
  awk -v mode="$1" -v cpu=$(($(cpu "$1") - before)) \
    '/Requests\/sec/ {r = $2} / requests in / {n = $1} $1 == "99%" {p = $2} END {printf "%s %.0f %.1f %s\n", mode, r, cpu / n, p}' \
    "$work/out"
  if [ "$1" = redis-stopped ]; then pkill -CONT -f "redis-server.*:$redis"; sleep 3; fi
  kill -STOP "${pid[$1]}"
}
for mode in "${modes[@]}"; do kill -STOP "${pid[$mode]}"; done
for mode in "${modes[@]}"; do echo "warming up $mode" >&2; measure "$mode" "$warmup" >/dev/null; done
for round in $(seq "$rounds"); do
  # To and fro, so that none is always measured after another.
  turn=("${modes[@]}")
  if ((round % 2 == 0)); then mapfile -t turn < <(printf '%s\n' "${modes[@]}" | tac); fi
  for mode in "${turn[@]}"; do measure "$mode" "$seconds" | tee -a "$work/all"; done
done

echo
middle() { sort -n | awk '{a[NR] = $1} END {print a[int((NR + 1) / 2)]}'; }
column() { awk -v m="$1" -v c="$2" '$1 == m {print $c}' "$work/all"; } # mode, column
of_bare() { paste <(column "$1" "$2") <(column bare "$2") | awk 'NF == 2 {printf "%.2f\n", $1 / $2}'; } # the same, by round
printf '%-12s %8s %8s %8s %8s   %s\n' gateway per-s of-bare CPU-us of-bare 'each round: of bare | CPU of bare | p99'
for mode in "${modes[@]}"; do
  printf '%-12s %8s %8s %8s %8s   %s | %s | %s\n' "$mode" "$(column "$mode" 2 | middle)" "$(of_bare "$mode" 2 | middle)" \
    "$(column "$mode" 3 | middle)" "$(of_bare "$mode" 3 | middle)" \
    "$(of_bare "$mode" 2 | paste -sd' ')" "$(of_bare "$mode" 3 | paste -sd' ')" "$(column "$mode" 4 | paste -sd' ')"
done
