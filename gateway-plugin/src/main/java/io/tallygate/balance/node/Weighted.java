package io.tallygate.balance.node;

import io.tallygate.rules.Turn;
import java.util.List;
import org.springframework.cloud.client.ServiceInstance;

/**
 * Nodes in proportion to their weights, evenly spread instead of by chance. The nodes lie side by side on a line, each as
 * long as its weight. Pick n goes to where the fraction of n times the golden ratio's conjugate falls on it: an additive
 * recurrence, or Weyl sequence, whose points lie more evenly than those of any other factor (Knuth, The Art of Computer
 * Programming, volume 3, section 6.4, on Fibonacci hashing). So the shares are right over a few picks already.
 */
record Weighted(Turn turn, Weights weights) implements NodePicker {

    /** The golden ratio's conjugate, 0.6180339887498949, as a fraction of 2^64. */
    private static final long CONJUGATE = 0x9E3779B97F4A7C15L;

    /** Makes the upper 53 bits of a fraction of 2^64 a double, which holds no more. */
    private static final double PER_BIT = 0x1.0p-53;

    @Override
    public ServiceInstance pick(List<ServiceInstance> nodes) {
        List<ServiceInstance> line = Nodes.inOrder(nodes);
        double[] ends = ends(line);
        double at = ((turn.next() * CONJUGATE) >>> 11) * PER_BIT * ends[ends.length - 1];
        int i = 0;
        while (i < ends.length - 1 && at >= ends[i]) {
            i++;
        }
        return line.get(i);
    }

    /** Where each node ends on the line. Nodes without any weight at all are all alike. */
    private double[] ends(List<ServiceInstance> line) {
        double[] ends = new double[line.size()];
        double end = 0;
        for (int i = 0; i < ends.length; i++) {
            end += weights.of(line.get(i));
            ends[i] = end;
        }
        for (int i = 0; end == 0 && i < ends.length; i++) {
            ends[i] = i + 1;
        }
        return ends;
    }
}
