package io.tallygate.admin.call;

import java.time.Duration;
import java.util.List;
import org.springframework.http.MediaType;

/**
 * What a call takes, and how long it may take.
 *
 * @param timeout after which it is given up
 * @param largestBody in bytes
 * @param bodies media types that a body may have
 */
public record Terms(Duration timeout, long largestBody, List<MediaType> bodies) {

    private static final long LARGEST_BODY = 1024 * 1024;

    public Terms {
        bodies = List.copyOf(bodies);
    }

    /** Those of most calls: a megabyte of JSON. */
    public static Terms within(Duration timeout) {
        return new Terms(timeout, LARGEST_BODY, List.of(MediaType.APPLICATION_JSON));
    }
}
