package io.tallygate.match;

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

    /** All values of a query parameter, decoded; empty where it is absent. */
    List<String> params(String name);

    /** All values of a cookie; empty where it is absent. */
    List<String> cookies(String name);

    /** All values of a header, by its name in any case; empty where it is absent. */
    List<String> headers(String name);

    /** The body, as far as it is known. */
    Body body();
}
