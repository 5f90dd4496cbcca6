package io.tallygate.rule;

/**
 * The value that a sticky rule keeps on one node.
 *
 * @param source where the value stands: cookie, header or param
 * @param name the cookie's, header's or parameter's name
 */
public record StickyBy(Strategy source, String name) {
    public StickyBy {
        if (source != Strategy.COOKIE && source != Strategy.HEADER && source != Strategy.PARAM) {
            throw new IllegalArgumentException("stickyBy must be a cookie, header or param: \"" + source.word() + "\"");
        }
    }
}
