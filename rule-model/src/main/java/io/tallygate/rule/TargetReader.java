package io.tallygate.rule;

import io.tallygate.rule.RuleDraft.StickyDraft;
import io.tallygate.rule.RuleDraft.TargetDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads where a rule sends its requests. */
final class TargetReader {

    private static final Pattern SERVICE = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?");
    private static final Pattern NODE = Pattern.compile("\\S{1,256}");
    private static final Pattern NAME = Pattern.compile("\\S{1,256}");
    private static final Target NONE = new Target("", null, Pick.DEFAULT, null);

    private final Problems problems;

    TargetReader(Problems problems) {
        this.problems = problems;
    }

    Target read(@Nullable TargetDraft draft) {
        if (draft == null) {
            problems.add("target", null, "be there");
            return NONE;
        }
        String service = problems.matching(
                "target.service",
                draft.service(),
                SERVICE,
                "be a service id that can stand as a host name: letters, digits, dots and hyphens");
        String node = draft.node() == null
                ? null
                : problems.matching("target.node", draft.node(), NODE, "be an instance id without white space");
        Pick pick = pick(draft.pick());
        if (node != null && draft.pick() != null) {
            problems.add("target.pick", draft.pick(), "be left out where target.node names the node");
        }
        return new Target(service, node, pick, stickyBy(pick, draft.stickyBy()));
    }

    private Pick pick(@Nullable String word) {
        if (word == null) {
            return Pick.DEFAULT;
        }
        Optional<Pick> pick =
                Stream.of(Pick.values()).filter(p -> p.word().equals(word)).findFirst();
        if (pick.isEmpty()) {
            problems.add(
                    "target.pick",
                    word,
                    "be one of " + Stream.of(Pick.values()).map(Pick::word).collect(Collectors.joining(", ")));
        }
        return pick.orElse(Pick.DEFAULT);
    }

    private @Nullable StickyBy stickyBy(Pick pick, @Nullable StickyDraft draft) {
        if (draft == null) {
            if (pick == Pick.STICKY) {
                problems.add("target.stickyBy", null, "name a cookie, header or param where pick is sticky");
            }
            return null;
        }
        if (pick != Pick.STICKY) {
            problems.add("target.stickyBy", pick.word(), "be left out unless target.pick is sticky");
            return null;
        }
        List<StickyBy> named = new ArrayList<>();
        addNamed(named, Strategy.COOKIE, draft.cookie());
        addNamed(named, Strategy.HEADER, draft.header());
        addNamed(named, Strategy.PARAM, draft.param());
        if (named.size() != 1) {
            String words = String.join(
                    ", ", named.stream().map(by -> by.source().word()).toList());
            problems.add(
                    "target.stickyBy", named.isEmpty() ? null : words, "name exactly one of cookie, header, param");
            return null;
        }
        return named.get(0);
    }

    private void addNamed(List<StickyBy> named, Strategy source, @Nullable String name) {
        if (name != null) {
            named.add(new StickyBy(
                    source,
                    problems.matching(
                            "target.stickyBy." + source.word(), name, NAME, "be a name without white space")));
        }
    }
}
