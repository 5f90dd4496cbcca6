package io.tallygate.faults.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.ThrowingRunnable;

/** What clients and nodes counted when the load was over, to be compared with history. */
public final class Stock {

    private static final Duration SETTLED = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(200);

    private final List<Hit> clients;
    private final List<Hit> nodes;
    private final Books books;
    private final LastWords lastWords;

    Stock(List<Hit> clients, List<Hit> nodes, Books books, LastWords lastWords) {
        this.clients = clients;
        this.nodes = nodes;
        this.books = books;
        this.lastWords = lastWords;
    }

    /**
     * Waits until history is what clients and nodes counted: first while windows are open, then closed, then by hour. And
     * every gateway finds, in its audit, that nothing is missing.
     */
    public Stock isWhatHistoryTells() {
        isInHistoryWithin(SETTLED);
        allClosed();
        assertCounted("closed windows", books.by("window"));
        assertCounted("hours", books.by("hour"));
        eventually(() ->
                assertThat(books.differences()).as("differences in the audit").containsOnly(0L));
        return this;
    }

    /** Waits until history is what clients and nodes counted; its windows may still be open. */
    public void isInHistoryWithin(Duration time) {
        assertNodesAgree();
        within(time, () -> assertCounted("windows", books.by("window")));
    }

    private void assertNodesAgree() {
        Tally answered = answered(hit -> true);
        assertThat(answered.counts()).as("what clients counted").isNotEmpty();
        if (unanswered() == 0) {
            assertThat(Tally.of(nodes)).as("nodes").isEqualTo(answered);
        }
    }

    /**
     * Equal. Where connections broke off: it has every request that came to a node, those that were answered with the
     * outcome that their clients saw, and at most those besides that came to the gateway only.
     */
    private void assertCounted(String what, Tally tally) {
        Tally answered = answered(hit -> true);
        if (unanswered() == 0) {
            assertThat(tally).as(what).isEqualTo(answered);
        } else {
            Tally asked = Tally.of(nodes);
            long atMost = asked.hits() + Tally.HITS_OF_A_REQUEST * (unanswered() - brokenOff());
            assertThat(tally)
                    .as(what)
                    .matches(counted -> counted.covers(answered), "at least " + answered)
                    .matches(counted -> counted.anyOutcome().covers(asked.anyOutcome()), "at least " + asked)
                    .matches(counted -> counted.hits() <= atMost, "at most " + atMost + " hits");
        }
    }

    /** How many requests got no answer: their gateway had gone, or went away with them. */
    public long unanswered() {
        return clients.stream().filter(hit -> !hit.isAnswered()).count();
    }

    private long brokenOff() {
        Set<Long> arrived = nodes.stream().map(Hit::id).collect(Collectors.toSet());
        return clients.stream()
                .filter(hit -> !hit.isAnswered() && arrived.contains(hit.id()))
                .count();
    }

    /** And each hit is in its own window. Only after a load that kept inside windows. */
    public void inEachWindow() {
        inEachWindowFrom(Instant.MIN);
    }

    /** The same, of windows that began at an instant or later. */
    public void inEachWindowFrom(Instant begin) {
        SortedMap<Instant, Long> counted = clients.stream()
                .filter(Hit::isAnswered)
                .collect(Collectors.groupingBy(books::windowOf, TreeMap::new, Collectors.counting()));
        assertThat(books.byWindow().tailMap(begin)).isEqualTo(counted.tailMap(begin));
    }

    /** Waits until what history has and what was declared lost, hits of rules and of nodes, is what clients counted. */
    public Stock isWhatHistoryTellsAnd(LongSupplier declaredLost) {
        long counted = answered(hit -> true).hits();
        eventually(() ->
                assertThat(books.by("window").hits() + declaredLost.getAsLong()).isEqualTo(counted));
        allClosed();
        assertThat(books.by("window").hits() + declaredLost.getAsLong())
                .as("once windows are closed")
                .isEqualTo(counted);
        return this;
    }

    /** Waits until the hours are what clients and nodes counted, whatever their windows have. */
    public void isWhatHoursTell() {
        assertNodesAgree();
        eventually(() -> assertCounted("hours", books.by("hour")));
        allClosed();
        assertCounted("hours, once windows are closed", books.by("hour"));
    }

    /** Waits until history has all of some hits, and at most those that nodes were asked for. */
    public void isInHistoryBut(Predicate<Hit> perhapsLost) {
        Tally surely = answered(perhapsLost.negate());
        eventually(() -> assertThat(books.by("window")).matches(kept -> kept.covers(surely), "at least " + surely));
        allClosed();
        Tally asked = Tally.of(nodes);
        assertThat(books.by("window"))
                .matches(kept -> kept.covers(surely), "at least " + surely)
                .matches(asked::covers, "at most " + asked);
    }

    /** History has exactly what the clients of a gateway that runs were answered, of the rule that takes only those. */
    public void hasEveryHitOf(String gateway) {
        String rule = Rules.from(gateway);
        assertThat(books.by("window").ofRule(rule))
                .isEqualTo(answered(hit -> hit.rule().equals(rule)).ofRule(rule));
    }

    /**
     * The states of the windows that begin after one instant and up to another, as far as the site lived then: such as
     * {@code complete}, or {@code partial without [name]}.
     */
    public List<String> statesFrom(Instant after, Instant upTo) {
        return books.states(after, upTo);
    }

    private Tally answered(Predicate<Hit> which) {
        return Tally.of(clients.stream().filter(Hit::isAnswered).filter(which).toList());
    }

    private void allClosed() {
        eventually(() -> assertThat(books.open()).as("open windows").isEmpty());
        eventually(() -> assertThat(books.live())
                .as("hits that are not moved out of their windows")
                .isZero());
    }

    private void eventually(ThrowingRunnable assertion) {
        within(SETTLED, assertion);
    }

    private void within(Duration time, ThrowingRunnable assertion) {
        try {
            Awaitility.await().atMost(time).pollInterval(LOOK).untilAsserted(assertion);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(e.getMessage() + "\n" + lastWords.tell(), e);
        }
    }
}
