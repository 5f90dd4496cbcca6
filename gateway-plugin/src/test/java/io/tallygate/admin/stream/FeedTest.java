package io.tallygate.admin.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.admin.stream.FeedEvent.Again;
import io.tallygate.admin.stream.FeedEvent.Changed;
import io.tallygate.admin.stream.FeedEvent.Place;
import io.tallygate.admin.stream.FeedEvent.Window;
import io.tallygate.history.FakeHistoryStore;
import io.tallygate.history.TrendHistory;
import io.tallygate.history.state.FakeStateStore;
import io.tallygate.history.state.StateHistory;
import io.tallygate.window.Calendar;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.test.scheduler.VirtualTimeScheduler;

/** What listeners are told, minute by minute. */
class FeedTest {

    private static final Instant BEGIN = Instant.parse("2026-11-21T10:00:10Z");
    private static final String LONG_AGO = "2026-11-21T09:00:00Z";
    private static final Duration SLACK = Duration.ofSeconds(90);

    private final FakeStateStore states = new FakeStateStore();
    private final AtomicReference<String> rules = new AtomicReference<>("rules");
    private final AtomicReference<String> nodes = new AtomicReference<>("nodes");
    private final AtomicLong version = new AtomicLong(7);
    private VirtualTimeScheduler time;
    private Feed feed;

    @BeforeEach
    void startTime() {
        time = VirtualTimeScheduler.getOrSet();
        Clock clock = new VirtualClock();
        Calendar calendar = new Calendar(Duration.ofMinutes(1), ZoneOffset.UTC);
        StateHistory history = new StateHistory(states, calendar, clock, SLACK);
        feed = new Feed(
                new TrendHistory(new FakeHistoryStore(), history),
                history,
                new Versions(version::get, rules::get, nodes::get),
                calendar,
                clock);
    }

    @AfterEach
    void stopTime() {
        VirtualTimeScheduler.reset();
    }

    /** The time of Reactor's virtual scheduler. */
    private final class VirtualClock extends Clock {
        @Override
        public Instant instant() {
            return BEGIN.plusMillis(time.now(TimeUnit.MILLISECONDS));
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /** Somebody who listens, and writes down what he hears. */
    private final class Listening implements AutoCloseable {
        private final List<String> heard = new ArrayList<>();
        private final Disposable subscription;

        Listening(String after) {
            long last = after.isEmpty() ? 0 : Instant.parse(today(after)).getEpochSecond();
            subscription = feed.events(last).subscribe(event -> heard.add(told(event)), e -> heard.add(e.toString()));
        }

        private String told(FeedEvent event) {
            if (event instanceof Window window) {
                return told(window);
            }
            if (event instanceof Again again) {
                return "again " + told(again.window());
            }
            if (event instanceof Place place) {
                return "at " + minute(place.to());
            }
            return ((Changed) event).what();
        }

        private String told(Window window) {
            String state = window.json().replaceAll(".*\"state\":\"([a-z]+)\".*", "$1");
            return minute(window.to()) + " " + state;
        }

        private String minute(long second) {
            return Instant.ofEpochSecond(second).toString().substring(11, 16);
        }

        /** What was heard since this was asked last. */
        List<String> news() {
            List<String> news = List.copyOf(heard);
            heard.clear();
            return news;
        }

        @Override
        public void close() {
            subscription.dispose();
        }
    }

    private static String today(String time) {
        return "2026-11-21T" + time + "Z";
    }

    /** Time goes on until then. */
    private void at(String moment) {
        time.advanceTimeBy(
                Duration.between(BEGIN.plusMillis(time.now(TimeUnit.MILLISECONDS)), Instant.parse(today(moment))));
    }

    /** What two gateways have told of. */
    private void told(String one, String two) {
        states.clear();
        states.told("one", LONG_AGO, today(one));
        states.told("two", LONG_AGO, today(two));
    }

    @Test
    void tellsOfAWindowOnceEveryGatewayHasToldOfIt() {
        told("10:00:10", "10:00:10");
        try (Listening listener = new Listening("")) {
            assertThat(listener.news()).containsExactly("rules", "nodes");
            at("10:00:11");
            assertThat(listener.news()).containsExactly("10:00 complete");
            at("10:01:05");
            told("10:01:05", "10:00:59");
            at("10:01:10");
            assertThat(listener.news()).isEmpty();
            told("10:01:10", "10:01:10");
            at("10:01:11");
            assertThat(listener.news()).containsExactly("10:01 complete");
        }
    }

    @Test
    void tellsAgainOfAWindowWhoseHitsCameLateAndOfNoOther() {
        told("10:03:40", "10:00:30");
        try (Listening listener = new Listening("")) {
            at("10:03:40");
            assertThat(listener.news())
                    .containsExactly("rules", "nodes", "10:00 complete", "10:01 partial", "10:02 partial");
            told("10:03:45", "10:01:10");
            at("10:03:45");
            assertThat(listener.news()).containsExactly("again 10:01 complete", "at 10:02");
            told("10:03:50", "10:03:50");
            at("10:03:50");
            assertThat(listener.news()).containsExactly("10:03 complete", "again 10:02 complete", "at 10:03");
            at("10:04:50");
            assertThat(listener.news()).isEmpty();
        }
    }

    @Test
    void tellsAgainOfAWindowThatLacksFewerHitsThanItDid() {
        told("10:00:30", "10:00:30");
        try (Listening listener = new Listening("")) {
            at("10:02:40");
            assertThat(listener.news()).endsWith("10:00 complete", "10:01 partial");
            told("10:02:40", "10:00:30");
            at("10:02:45");
            assertThat(listener.news()).containsExactly("again 10:01 partial", "at 10:01");
        }
    }

    @Test
    void tellsNothingAgainOfAWindowBetweenTwoThatChanged() {
        told("10:06:50", "10:00:30");
        try (Listening listener = new Listening("")) {
            at("10:06:50");
            listener.news();
            told("10:06:55", "10:01:10");
            states.told("three", today("10:02:10"), today("10:02:20"));
            at("10:06:58");
            assertThat(listener.news())
                    .filteredOn(told -> told.startsWith("again"))
                    .startsWith("again 10:01 complete", "again 10:03 partial");
        }
    }

    @Test
    void tellsAListenerThatComesBackWhatChangedMeanwhile() {
        told("10:02:45", "10:00:30");
        try (Listening other = new Listening("")) {
            at("10:02:45");
            assertThat(other.news()).endsWith("10:01 partial");
            told("10:02:50", "10:02:50");
            try (Listening first = new Listening("10:00:00")) {
                assertThat(first.news()).startsWith("10:01 complete", "10:02 complete");
            }
            at("10:02:50");
            assertThat(other.news()).containsExactly("10:02 complete", "again 10:01 complete", "at 10:02");
            try (Listening back = new Listening("10:01:00")) {
                assertThat(back.news())
                        .containsExactly("10:02 complete", "rules", "nodes", "again 10:01 complete", "at 10:02");
            }
            at("10:04:10");
            try (Listening later = new Listening("10:04:00")) {
                assertThat(later.news()).containsExactly("rules", "nodes");
            }
        }
    }

    @Test
    void tellsWhoeverComesBackWhatChangedWhileNobodyListened() {
        told("10:02:45", "10:00:30");
        try (Listening listener = new Listening("")) {
            at("10:02:45");
            assertThat(listener.news()).endsWith("10:01 partial");
        }
        told("10:02:50", "10:02:50");
        at("10:02:50");
        try (Listening back = new Listening("10:01:00")) {
            at("10:02:55");
            assertThat(back.news())
                    .containsExactly("10:02 complete", "rules", "nodes", "again 10:01 complete", "at 10:02");
        }
    }

    @Test
    void goesOnWhereAListenerWasAndTellsNothingTwice() {
        told("10:00:10", "10:00:10");
        try (Listening listener = new Listening("09:57:00")) {
            at("10:00:20");
            assertThat(listener.news())
                    .containsExactly("09:58 complete", "09:59 complete", "10:00 complete", "rules", "nodes");
        }
    }

    @Test
    void leavesNoGapWhereWindowsWereStillOpen() {
        told("10:00:10", "09:58:59");
        try (Listening listener = new Listening("09:58:00")) {
            at("10:00:20");
            assertThat(listener.news()).containsExactly("rules", "nodes");
            told("10:00:20", "10:00:20");
            at("10:00:25");
            assertThat(listener.news()).containsExactly("09:59 complete", "10:00 complete");
        }
    }

    @Test
    void takesAnIdOfTheFutureForNone() {
        told("10:00:10", "10:00:10");
        try (Listening listener = new Listening("11:00:00")) {
            at("10:00:20");
            assertThat(listener.news()).containsExactly("rules", "nodes", "10:00 complete");
        }
    }

    @Test
    void tellsOfChangesOfRulesAndOfNodes() {
        told("10:00:10", "10:00:10");
        try (Listening listener = new Listening("")) {
            at("10:00:20");
            listener.news();
            nodes.set("others");
            at("10:00:21");
            assertThat(listener.news()).containsExactly("nodes");
            rules.set("others");
            at("10:00:22");
            assertThat(listener.news()).containsExactly("rules");
        }
    }

    @Test
    void tellsAListenerThatComesBackOfAChangeMadeWhileItIsToldWhatItMissed() {
        told("10:00:10", "10:00:10");
        try (Listening other = new Listening("")) {
            at("10:00:20");
            states.delayNext(Duration.ofSeconds(3));
            List<FeedEvent> heard = new ArrayList<>();
            Disposable back = feed.events(Instant.parse(today("09:58:00")).getEpochSecond())
                    .subscribe(heard::add);
            version.set(8);
            nodes.set("others");
            at("10:00:30");
            back.dispose();
            assertThat(other.news()).endsWith("nodes");
            assertThat(heard).hasSizeGreaterThan(3).contains(new Changed("nodes", 8));
        }
    }

    @Test
    void goesOnWhenWhatItReadsIsBack() {
        told("10:00:10", "10:00:10");
        states.failNext();
        try (Listening listener = new Listening("")) {
            at("10:00:11");
            assertThat(listener.news()).containsExactly("rules", "nodes", "10:00 complete");
        }
    }
}
