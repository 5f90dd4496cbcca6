package io.tallygate.admin.cluster;

import io.tallygate.flush.StreamFigures;
import io.tallygate.history.audit.Audit;
import io.tallygate.history.audit.Audit.ListAudit;
import io.tallygate.history.audit.Audit.ShardAudit;
import io.tallygate.history.audit.Audit.StreamAudit;
import io.tallygate.history.audit.Balance;
import io.tallygate.history.state.StreamRecord;
import io.tallygate.window.Granularity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Both sides of every equation.
 *
 * @param difference all differences together, whatever their signs
 * @param moving whether something never held still for long enough to be compared
 * @param streamsLeftOut how many streams are not told of; null where there are none
 * @param lists null where no range was asked for
 */
record AuditView(
        Instant at,
        long difference,
        boolean moving,
        List<StreamView> streams,
        @Nullable Integer streamsLeftOut,
        List<ShardView> shards,
        @Nullable List<ListView> lists) {

    /**
     * A stream.
     *
     * @param difference what it decided and does not account for
     * @param stored hits that Redis has of it, against those that it was told are there
     */
    record StreamView(
            String id,
            String name,
            String state,
            Instant lastReport,
            StreamFigures figures,
            long difference,
            BalanceView stored) {

        private static StreamView of(StreamAudit audit) {
            StreamRecord stream = audit.stream().record();
            return new StreamView(
                    stream.id(),
                    stream.name(),
                    audit.stream().state().word(),
                    Instant.ofEpochMilli(stream.lastReport()),
                    stream.figures(),
                    audit.unaccounted(),
                    BalanceView.of(audit.stored()));
        }
    }

    /**
     * What there should be, and what was found.
     *
     * @param difference what was found too much, negative if something is missing
     * @param moving true where the two could not be compared, else null
     */
    record BalanceView(
            long due, long found, long difference, @Nullable Boolean moving) {

        private static BalanceView of(Balance balance) {
            return new BalanceView(
                    balance.left(), balance.right(), balance.difference(), balance.moving() ? true : null);
        }
    }

    /** What is live in a shard. */
    record ShardView(int shard, Map<String, BalanceView> live) {

        private static ShardView of(ShardAudit audit) {
            Map<String, BalanceView> live = new LinkedHashMap<>();
            for (Granularity granularity : Granularity.values()) {
                live.put(granularity.word(), BalanceView.of(audit.of(granularity)));
            }
            return new ShardView(audit.shard(), live);
        }
    }

    /** The lists of one granularity, shard by shard: the totals are due, what the counters have was found. */
    record ListView(String step, Instant from, Instant to, List<ListShardView> shards) {

        private static ListView of(ListAudit audit) {
            List<ListShardView> shards = new ArrayList<>();
            for (Balance balance : audit.shards()) {
                shards.add(new ListShardView(shards.size(), BalanceView.of(balance)));
            }
            return new ListView(
                    audit.granularity().word(),
                    Instant.ofEpochSecond(audit.from()),
                    Instant.ofEpochSecond(audit.to()),
                    shards);
        }
    }

    record ListShardView(int shard, BalanceView lists) {}

    static AuditView of(Audit audit, Instant now) {
        return new AuditView(
                now,
                audit.difference(),
                audit.moving(),
                audit.streams().stream().map(StreamView::of).toList(),
                audit.streamsLeftOut() == 0 ? null : audit.streamsLeftOut(),
                audit.shards().stream().map(ShardView::of).toList(),
                audit.lists().isEmpty()
                        ? null
                        : audit.lists().stream().map(ListView::of).toList());
    }
}
