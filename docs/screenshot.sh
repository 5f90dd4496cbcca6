#!/usr/bin/env bash
# Takes the picture of the README: the demo's overview after some minutes of traffic, by default 30.
# What follows the minutes is handed to the demo. Needs chromium, chromedriver and curl.
set -euo pipefail
cd "$(dirname "$0")/.."
minutes=${1:-30}
gateway=18080 page=18081 driver=18082

./mvnw -q -pl demo-gateway -am -DskipTests package
java -jar demo-gateway/target/tallygate-demo-gateway-*-SNAPSHOT.jar \
  --server.port=$gateway --management.server.port=$page "${@:2}" >/dev/null &
demo=$!
chromedriver --port=$driver >/dev/null &
chrome=$!
trap 'kill $demo $chrome' EXIT
until curl -sf "localhost:$page/tallygate/api/overview" >/dev/null; do sleep 1; done
sleep "${minutes}m"

post() { curl -sf -H 'Content-Type: application/json' -d "$2" "localhost:$driver/session$1"; }
session=$(post '' '{"capabilities": {"alwaysMatch": {"browserName": "chrome", "goog:chromeOptions": {"args":
  ["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run"]}}}}' |
  sed 's/.*"sessionId":"\([^"]*\)".*/\1/')
post "/$session/goog/cdp/execute" '{"cmd": "Emulation.setDeviceMetricsOverride",
  "params": {"width": 1280, "height": 1010, "deviceScaleFactor": 1, "mobile": false}}' >/dev/null
post "/$session/url" "{\"url\": \"http://localhost:$page/tallygate/\"}" >/dev/null
sleep 5
curl -sf "localhost:$driver/session/$session/screenshot" | sed 's/.*"value":"\([^"]*\)".*/\1/' | base64 -d > docs/page.png
curl -sf -X DELETE "localhost:$driver/session/$session" >/dev/null
