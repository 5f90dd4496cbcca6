#!/usr/bin/env bash
# Measures the rules view in a browser, before 100 000 rules with real hits: how long after navigation the first rows
# stand there (nothing cached, and cached), and how long a search, another order and another page take.
#   benchmarks/page.sh [times, by default 15] [rules, by default 100000]
# Needs chromium, chromedriver and curl; everything else on the machine should rest.
set -euo pipefail
cd "$(dirname "$0")/.."
times=${1:-15} rules=${2:-100000}
gateway=18080 page=18081 driver=18082 token=a-token-for-measuring
api=localhost:$page/tallygate/api

./mvnw -q -pl demo-gateway -am -DskipTests package
java -Xmx2g -jar demo-gateway/target/tallygate-demo-gateway-*-SNAPSHOT.jar \
  --server.port=$gateway --management.server.port=$page --tallygate.admin.tokens.write=$token >/dev/null &
demo=$!
chromedriver --port=$driver >/dev/null &
chrome=$!
trap 'kill $demo $chrome' EXIT
until curl -sf "$api/overview" >/dev/null; do sleep 1; done

for ((first = 0; first < rules; first += 25000)); do
  awk -v first="$first" -v end="$((first + 25000 < rules ? first + 25000 : rules))" 'BEGIN { printf "["
    for (n = first; n < end; n++) printf "%s{\"id\":\"load-%06d\",\"strategy\":\"api\",\"match\":{\"path\":\"/load/%d/**\"},\"target\":{\"service\":\"%s\"}}", (n > first ? "," : ""), n, n, (n % 2 ? "order" : "user")
    printf "]" }' |
    curl -sf -H "Authorization: Bearer $token" -H 'Content-Type: application/json' --data-binary @- "$api/rules:import?mode=merge" >/dev/null
done
# Not the curl of every system can do several at a time; the demo's own traffic goes on beside it.
for first in 0 1000 2000 3000; do
  curl -s -o /dev/null "localhost:$gateway/load/[$first-$((first + 999))]/x" &
  senders+=($!)
done
wait "${senders[@]}"
sleep 5

post() { curl -sf -H 'Content-Type: application/json' -d "$2" "localhost:$driver/session$1"; }
session=$(post '' '{"capabilities": {"alwaysMatch": {"browserName": "chrome", "goog:chromeOptions": {"args":
  ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run"]}}}}' |
  sed 's/.*"sessionId":"\([^"]*\)".*/\1/')
cdp() { post "/$session/goog/cdp/execute" "{\"cmd\": \"$1\", \"params\": $2}" >/dev/null; }
open() { post "/$session/url" "{\"url\": \"$1\"}" >/dev/null; }
ask() { post "/$session/execute/async" "{\"script\": \"$1\", \"args\": []}" | sed 's/.*"value":\([0-9.]*\).*/\1/'; echo; }

# Milliseconds from the navigation until the first row is painted.
cdp Page.addScriptToEvaluateOnNewDocument '{"source": "window.rows = new Promise((done) => new MutationObserver((_, observer) => { if (document.querySelector(\".grid tbody tr\")) { observer.disconnect(); requestAnimationFrame(() => setTimeout(() => done(performance.now()))); } }).observe(document, {subtree: true, childList: true}))"}'
opened() {
  open about:blank
  $1
  open "http://localhost:$page/tallygate/#/rules"
  ask 'rows.then(arguments[0])'
}
forget() { cdp Network.clearBrowserCache '{}'; }

# Milliseconds from a new address until other rows are painted.
asked() {
  ask "const done = arguments[0]; const rows = () => [...document.querySelectorAll('.grid tbody .name')].map((name) => name.textContent).join(); const before = rows(), begun = performance.now(); const look = () => (rows() !== '' && rows() !== before ? setTimeout(() => done(performance.now() - begun)) : requestAnimationFrame(look)); location.hash = '$1'; look()"
}

# Reads milliseconds; prints the least, the middle one and the greatest.
spread() { sort -n | awk -v what="$1" '{ ms[NR] = $1 } END { printf "%-28s %6.0f %6.0f %6.0f ms\n", what, ms[1], ms[int((NR + 1) / 2)], ms[NR] }'; }
repeat() { for ((i = 1; i <= times; i++)); do "$@"; done; }

printf '%-28s %6s %6s %6s    (%s times, %s rules)\n' '' least middle most "$times" "$rules"
repeat opened forget | spread 'first rows, nothing cached'
repeat opened : | spread 'first rows, cached'
search() { asked "#/rules?q=load-$(printf %05d "$i")"; }
order() { if ((i % 2)); then asked '#/rules?sort=hits'; else asked '#/rules?sort=id'; fi; }
turn() { asked "#/rules?page=$((i * 97))"; }
repeat search | spread 'a search'
repeat order | spread 'another order'
repeat turn | spread 'another page'
curl -sf -X DELETE "localhost:$driver/session/$session" >/dev/null
