package io.tallygate.faults.site;

import io.tallygate.gateway.GatewayProcess;
import io.tallygate.gateway.History;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/**
 * What history tells since the site was begun, asked of the first gateway that runs.
 *
 * @param gateways those that were started
 * @param begin of what is asked for
 * @param window the length of a window
 */
record Books(List<GatewayProcess> gateways, Instant begin, Duration window) {

    private static final List<String> RULES = Rules.ids(Site.NAMES);
    private static final int TAIL = 3000;
    private static final Pattern OUR_THREAD = Pattern.compile("^\"tallygate-.*\\R(.+\\R){0,15}", Pattern.MULTILINE);
    private static final String END_OF_THREADS = "JNI global refs";

    /** All hits, added up from points of a step: window or hour. */
    Tally by(String step) {
        return Tally.of(history(), step + "&from=" + begin, RULES);
    }

    /** The hits of all rules, by the beginning of their windows. */
    SortedMap<Instant, Long> byWindow() {
        return points().collect(Collectors.groupingBy(
                point -> Instant.parse(point.get("from").asString()),
                TreeMap::new,
                Collectors.summingLong(Books::hits)));
    }

    /** The beginning of a hit's window. */
    Instant windowOf(Hit hit) {
        long length = window.toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(hit.at().getEpochSecond(), length) * length);
    }

    /** The windows that go on, or are not closed yet. */
    List<String> open() {
        return points().filter(point -> point.get("state").asString().equals("open"))
                .map(point -> point.get("from").asString())
                .distinct()
                .toList();
    }

    private Stream<JsonNode> points() {
        return RULES.stream()
                .flatMap(rule -> history()
                        .json("/rules/" + rule + "/hits?step=window&from=" + begin)
                        .get("points")
                        .valueStream());
    }

    private static long hits(JsonNode point) {
        return point.get("success").asLong()
                + point.get("failure").asLong()
                + point.get("cancelled").asLong();
    }

    private History history() {
        return gateways.stream()
                .filter(gateway -> gateway.process().isAlive())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no gateway runs"))
                .history();
    }

    /** What the gateways said last, and what their threads do, to understand why they failed. */
    String lastWords() {
        return gateways.stream()
                .map(Books::lastWords)
                .collect(Collectors.joining("\n----\n", "gateways said:\n", "\n"));
    }

    private static String lastWords(GatewayProcess gateway) {
        String said = gateway.output();
        if (gateway.process().isAlive()) {
            gateway.process().tellThreads();
            Awaitility.await().until(() -> gateway.output().contains(END_OF_THREADS));
        }
        String threads = OUR_THREAD
                .matcher(gateway.output().substring(said.length()))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.joining("\n"));
        return said.substring(Math.max(0, said.length() - TAIL)) + threads;
    }
}
