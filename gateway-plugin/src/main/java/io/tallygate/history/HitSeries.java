package io.tallygate.history;

import io.tallygate.history.state.RangeStates;
import io.tallygate.history.state.StateRun;
import io.tallygate.hit.Counts;
import io.tallygate.window.Point;
import io.tallygate.window.Rollup;
import java.util.List;

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
        private final Rollup rollup;
        private final RangeStates states;

        NodeSeries(String service, String node, Rollup rollup, RangeStates states) {
            this.service = service;
            this.node = node;
            this.rollup = rollup;
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
            return rollup.points(states::ofPoint);
        }

        /** All points together. */
        public Counts totals() {
            return rollup.total();
        }
    }
}
