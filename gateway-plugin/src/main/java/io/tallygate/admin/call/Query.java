package io.tallygate.admin.call;

import io.tallygate.history.Range;
import io.tallygate.window.Calendar;
import io.tallygate.window.Granularity;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.ServerRequest;

/** Reads and checks the parameters of a call. */
public final class Query {

    private static final int DEFAULT_SIZE = 50;
    private static final int MAX_SIZE = 500;

    private final ServerRequest request;

    private Query(ServerRequest request) {
        this.request = request;
    }

    /**
     * The parameters of a call.
     *
     * @throws BadRequestException if one is there that the call does not know, or twice
     */
    public static Query of(ServerRequest request, String... known) {
        Set<String> allowed = Set.of(known);
        request.queryParams().forEach((name, values) -> {
            if (!allowed.contains(name)) {
                throw new BadRequestException(
                        "\"" + name + "\"",
                        known.length == 0
                                ? "is no parameter of this call, which has none"
                                : "is no parameter of this call; there are " + String.join(", ", known));
            }
            if (values.size() > 1) {
                throw new BadRequestException(name, "must be given once: \"" + String.join("\", \"", values) + "\"");
            }
        });
        return new Query(request);
    }

    /** The value of a parameter; empty where it is not given, or is given empty. */
    public Optional<String> text(String name) {
        return request.queryParam(name).filter(value -> !value.isEmpty());
    }

    /**
     * The value of a parameter.
     *
     * @throws BadRequestException if it is not given
     */
    public String required(String name) {
        return text(name).orElseThrow(() -> new BadRequestException(name, "must be given"));
    }

    /** One of some words. */
    public Optional<String> word(String name, List<String> words) {
        Optional<String> word = text(name);
        if (word.isPresent() && !words.contains(word.get())) {
            throw new BadRequestException(
                    name, "must be one of " + String.join(", ", words) + ": \"" + word.get() + "\"");
        }
        return word;
    }

    private int number(String name, int least, int most, int otherwise) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text.get());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below, as any other number that is out of bounds
        }
        throw new BadRequestException(name, "must be " + least + " to " + most + ": \"" + text.get() + "\"");
    }

    /** The asked page of some items. */
    public <T> Page<T> page(List<T> items) {
        int page = number("page", 0, 1_000_000, 0);
        int size = number("size", 1, MAX_SIZE, DEFAULT_SIZE);
        int from = (int) Math.min((long) page * size, items.size());
        return new Page<>(items.subList(from, Math.min(from + size, items.size())), page, size, items.size());
    }

    /** The asked range of points. */
    public Range range(Calendar calendar, Clock clock) {
        Granularity step = word("step", List.of("window", "hour", "day"))
                .flatMap(Granularity::parse)
                .orElse(Granularity.WINDOW);
        Instant from = instant("from");
        Instant to = instant("to");
        try {
            return Range.of(calendar, step, from, to, clock.instant());
        } catch (IllegalArgumentException e) {
            throw new BadRequestException("from", String.valueOf(e.getMessage()));
        }
    }

    /** An instant; null where none is given. */
    public @Nullable Instant instant(String name) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return null;
        }
        try {
            Instant instant = Instant.parse(text.get());
            if (instant.isAfter(Instant.EPOCH) && instant.isBefore(Instant.parse("2200-01-01T00:00:00Z"))) {
                return instant;
            }
        } catch (DateTimeException e) {
            // told below, as any other instant that is out of bounds
        }
        throw new BadRequestException(
                name, "must be an instant from 1970 to 2200 such as \"2026-11-20T10:15:00Z\": \"" + text.get() + "\"");
    }

    /** A part of a longer list. */
    public record Page<T>(List<T> items, int page, int size, int total) {
        /** The same part, of what was made of its items. */
        public <R> Page<R> with(List<R> others) {
            return new Page<>(others, page, size, total);
        }
    }
}
