package io.tallygate.history.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tallygate.flush.Flaw;
import io.tallygate.history.state.PeriodState.Kind;
import io.tallygate.window.Calendar;
import io.tallygate.window.Granularity;
import io.tallygate.window.Period;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The text form of a state that is final: {@code complete}, or {@code partial} with flaws ({@code period:lost:merged})
 * and percent-encoded names, such as {@code partial h:1763683200:5:0 @gateway%40a}.
 */
public final class StateText {

    private static final Pattern FLAW = Pattern.compile("([whd]):(\\d{1,12}):(\\d{1,18}):(\\d{1,18})");

    private StateText() {}

    public static String format(PeriodState state) {
        Stream<String> flaws = state.flaws().entrySet().stream()
                .map(e -> e.getKey().format() + ":" + e.getValue().lost() + ":"
                        + e.getValue().merged());
        Stream<String> names = state.missing().stream().map(name -> "@" + URLEncoder.encode(name, UTF_8));
        return Stream.of(Stream.of(state.kind().word()), flaws.sorted(), names.sorted())
                .flatMap(part -> part)
                .collect(Collectors.joining(" "));
    }

    /**
     * The state of a text form.
     *
     * @param calendar says where the periods of flaws end
     * @throws IllegalArgumentException if it is none
     */
    public static PeriodState parse(String text, Calendar calendar) {
        String[] parts = text.split(" ", -1);
        if (text.equals(Kind.COMPLETE.word())) {
            return PeriodState.COMPLETE;
        }
        if (!parts[0].equals(Kind.PARTIAL.word())) {
            throw noState(text);
        }
        Map<Period, Flaw> flaws = new HashMap<>();
        Set<String> names = new HashSet<>();
        for (String part : Stream.of(parts).skip(1).toList()) {
            Matcher flaw = FLAW.matcher(part);
            if (part.startsWith("@")) {
                names.add(URLDecoder.decode(part.substring(1), UTF_8));
            } else if (flaw.matches()) {
                Granularity granularity =
                        Granularity.ofLetter(flaw.group(1).charAt(0)).orElseThrow(() -> noState(text));
                flaws.put(
                        calendar.containing(granularity, Long.parseLong(flaw.group(2))),
                        new Flaw(Long.parseLong(flaw.group(3)), Long.parseLong(flaw.group(4))));
            } else {
                throw noState(text);
            }
        }
        return PeriodState.partial(names, flaws);
    }

    private static IllegalArgumentException noState(String text) {
        return new IllegalArgumentException(
                "a state must be complete, or partial with period:lost:merged and @names: \"" + text + "\"");
    }
}
