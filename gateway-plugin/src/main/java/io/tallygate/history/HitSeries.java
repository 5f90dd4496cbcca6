package io.tallygate.history;

import io.tallygate.history.state.RangeStates;
import io.tallygate.history.state.StateRun;
import io.tallygate.hit.Counts;
import io.tallygate.hit.CountsSum;
import io.tallygate.window.Entry;
import io.tallygate.window.Point;
import io.tallygate.window.Rollup;
import java.util.List;
import java.util.function.Supplier;

/**
 * The hits of one rule, node or route over time.
 *
 * @param range what was asked for
 * @param points a point for each period with hits, earliest first
 * @param windows the states of all periods of the range, whether there were hits or not
 * @param totals all points together
 * @param nodes the same, node by node
 * @param known whether anything was ever kept of it, in this range or any other
 */
public record HitSeries(
        Range range, List<Point> points, List<StateRun> windows, Counts totals, List<NodeSeries> nodes, boolean known) {
    public HitSeries {
        points = List.copyOf(points);
        windows = List.copyOf(windows);
        nodes = List.copyOf(nodes);
    }

    /** The part of a series that went to one node; "-" stands for none. */
    public static final class NodeSeries {

        private final String service;
        private final String node;
        private final List<Entry> entries;
        private final Supplier<Rollup> begin;
        private final RangeStates states;

        /**
         * Some entries, in any order.
         *
         * @param begin makes what rolls them up into points
         */
        NodeSeries(String service, String node, List<Entry> entries, Supplier<Rollup> begin, RangeStates states) {
            this.service = service;
            this.node = node;
            this.entries = entries;
            this.begin = begin;
            this.states = states;
        }

        public String service() {
            return service;
        }

        public String node() {
            return node;
        }

        /** A point for each period with hits, earliest first; made when they are asked for, as most are not. */
        public List<Point> points() {
            Rollup points = begin.get();
            entries.forEach(points::add);
            return points.points(states::ofPoint);
        }

        /** All points together. */
        public Counts totals() {
            CountsSum sum = new CountsSum();
            entries.forEach(entry -> sum.add(entry.counts()));
            return sum.total();
        }
    }
}
