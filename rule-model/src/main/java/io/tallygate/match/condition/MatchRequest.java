package io.tallygate.match.condition;

import io.tallygate.rule.Strategy;
import java.util.Collection;
import java.util.List;

/** What matching may ask of a request. An implementation reads a part only when it is asked for it. */
public interface MatchRequest {

    /** The method, in capitals. */
    String method();

    /** The host without its port, in lower case; empty where the request names none. */
    String host();

    /**
     * The segments of the path: each decoded, its path parameters cut off; an empty segment counts. The path "/" has one
     * segment, an empty one; the empty path has none.
     */
    List<String> path();

    /**
     * The names of all parameters, cookies or headers; a header's in any case. A name may come twice.
     *
     * @param source param, cookie or header
     */
    Collection<String> names(Strategy source);

    /**
     * All values of a parameter, cookie or header, decoded; empty where it is absent.
     *
     * @param source param, cookie or header
     * @param name its name; a header's in any case
     */
    List<String> values(Strategy source, String name);

    /** The body, as far as it is known. */
    Body body();
}
