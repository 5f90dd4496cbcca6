package io.tallygate.faults.site;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a site is made of.
 *
 * @param window the length of a window
 * @param places for each gateway, where it finds Redis and what is special about it; at most three
 * @param properties {@code name=value}, for every gateway
 */
public record Plan(Duration window, List<Place> places, List<String> properties) {

    private static final Duration SHORT = Duration.ofSeconds(2);

    public Plan {
        places = List.copyOf(places);
        properties = List.copyOf(properties);
    }

    /**
     * One gateway's.
     *
     * @param redisPort where it finds Redis
     * @param jvmFlags flags of its JVM
     */
    public record Place(int redisPort, List<String> jvmFlags) {
        public static Place at(int redisPort, String... jvmFlags) {
            return new Place(redisPort, List.of(jvmFlags));
        }
    }

    /** Two gateways on one Redis, with windows of two seconds. */
    public static Plan on(int redisPort) {
        return new Plan(SHORT, List.of(Place.at(redisPort), Place.at(redisPort)), List.of());
    }

    public static Plan of(Place... places) {
        return new Plan(SHORT, List.of(places), List.of());
    }

    public Plan withWindow(Duration length) {
        return new Plan(length, places, properties);
    }

    public Plan with(List<String> more) {
        return new Plan(
                window,
                places,
                Stream.concat(properties.stream(), more.stream()).toList());
    }
}
