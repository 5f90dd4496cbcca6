package io.tallygate.admin.call;

import io.tallygate.history.Range;
import io.tallygate.window.Calendar;
import io.tallygate.window.Granularity;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.server.ServerRequest;

/** Reads and checks the parameters of a call. */
public final class Query {

    private static final int DEFAULT_SIZE = 50;
    private static final int MAX_SIZE = 500;
    private static final int MAX_PAGE = 1_000_000;
    private static final int QUOTED_TOGETHER = 3;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    private final MultiValueMap<String, String> values;

    private Query(MultiValueMap<String, String> values) {
        this.values = values;
    }

    /**
     * The parameters of a call.
     *
     * @throws BadRequestException if one is there that the call does not know, or twice, or that no text should hold
     */
    public static Query of(ServerRequest request, String... known) {
        Set<String> allowed = Set.of(known);
        MultiValueMap<String, String> values = values(request);
        values.forEach((name, given) -> {
            if (!allowed.contains(name)) {
                throw new BadRequestException(
                        Quote.of(name),
                        known.length == 0
                                ? "is no parameter of this call, which has none"
                                : "is no parameter of this call; there are " + String.join(", ", known));
            }
            if (given.size() > 1) {
                throw new BadRequestException(name, "must be given once: " + quoted(given));
            }
            checked(name, given.get(0));
        });
        return new Query(values);
    }

    private static MultiValueMap<String, String> values(ServerRequest request) {
        try {
            return request.queryParams();
        } catch (IllegalArgumentException e) {
            throw new BadRequestException(
                    "the query",
                    "must be percent-encoded: "
                            + Quote.of(String.valueOf(request.uri().getRawQuery())));
        }
    }

    private static String quoted(List<String> given) {
        String first = given.stream()
                .limit(QUOTED_TOGETHER)
                .map(value -> value == null ? "\"\"" : Quote.of(value))
                .collect(Collectors.joining(", "));
        return given.size() > QUOTED_TOGETHER ? first + " and others" : first;
    }

    private static String checked(String name, @Nullable String value) {
        if (value != null && !value.codePoints().allMatch(Quote::isPrintable)) {
            throw new BadRequestException(name, "must not hold control characters: " + Quote.of(value));
        }
        return value == null ? "" : value;
    }

    /**
     * A part of the path.
     *
     * @throws BadRequestException if it holds control characters
     */
    public static String pathPart(ServerRequest request, String name) {
        return checked(name, request.pathVariable(name));
    }

    /** The value of a parameter; empty where it is not given, or is given empty. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(values.getFirst(name)).filter(value -> !value.isEmpty());
    }

    /**
     * The value of a parameter.
     *
     * @throws BadRequestException if it is not given
     */
    public String required(String name) {
        return text(name).orElseThrow(() -> new BadRequestException(name, "must be given"));
    }

    /** Whether a text holds the value of a parameter, in whatever case; every text does where none is given. */
    public Predicate<String> holding(String name) {
        String part = text(name).orElse("").toLowerCase(Locale.ROOT);
        return part.isEmpty()
                ? text -> true
                : text -> text.toLowerCase(Locale.ROOT).contains(part);
    }

    /** One of some words. */
    public Optional<String> word(String name, List<String> words) {
        Optional<String> word = text(name);
        if (word.isPresent() && !words.contains(word.get())) {
            throw new BadRequestException(
                    name, "must be one of " + String.join(", ", words) + ": " + Quote.of(word.get()));
        }
        return word;
    }

    /** Whether a parameter says so. */
    public boolean flag(String name) {
        return word(name, List.of("true", "false")).map("true"::equals).orElse(false);
    }

    /** A whole number within bounds. */
    public int number(String name, int least, int most, int otherwise) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        if (NUMBER.matcher(text.get()).matches()) {
            int number = Integer.parseInt(text.get());
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw new BadRequestException(name, "must be " + least + " to " + most + ": " + Quote.of(text.get()));
    }

    /** The asked page of some items. */
    public <T> Page<T> page(List<T> items) {
        int page = number("page", 0, MAX_PAGE, 0);
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
                name, "must be an instant from 1970 to 2200 such as \"2026-11-20T10:15:00Z\": " + Quote.of(text.get()));
    }

    /** A part of a longer list. */
    public record Page<T>(List<T> items, int page, int size, int total) {
        /** The same part, of what was made of its items. */
        public <R> Page<R> with(List<R> others) {
            return new Page<>(others, page, size, total);
        }
    }
}
