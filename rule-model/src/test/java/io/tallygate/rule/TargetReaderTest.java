package io.tallygate.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tallygate.rule.RuleDraft.StickyDraft;
import io.tallygate.rule.RuleDraft.TargetDraft;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetReaderTest {

    @ParameterizedTest
    @EnumSource(names = "STICKY", mode = EnumSource.Mode.EXCLUDE)
    void readsEachPick(Pick pick) {
        assertThat(read(picking(pick.word(), null))).isEqualTo(new Target("orders", null, pick, null));
    }

    @Test
    void writesAPickWithHyphens() {
        assertThat(List.of(Pick.values()))
                .extracting(Pick::word)
                .containsExactly("default", "random", "round-robin", "weighted", "sticky");
    }

    @Test
    void readsAPinnedNode() {
        assertThat(read(new TargetDraft("order", "10.0.0.1:8080", null, null)))
                .isEqualTo(new Target("order", "10.0.0.1:8080", Pick.DEFAULT, null));
    }

    @Test
    void readsWhatToStickBy() {
        assertThat(read(picking("sticky", new StickyDraft("session", null, null)))
                        .stickyBy())
                .isEqualTo(new StickyBy(Strategy.COOKIE, "session"));
        assertThat(read(picking("sticky", new StickyDraft(null, "X-User", null)))
                        .stickyBy())
                .isEqualTo(new StickyBy(Strategy.HEADER, "X-User"));
        assertThat(read(picking("sticky", new StickyDraft(null, null, "user"))).stickyBy())
                .isEqualTo(new StickyBy(Strategy.PARAM, "user"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-orders", "orders-", "orders/v1", "or ders", "orders_v1", "lb://orders"})
    void refusesAServiceThatIsNoHostName(String service) {
        assertThat(problems(new TargetDraft(service, null, null, null)))
                .containsExactly("target.service must be a service id that can stand as a host name:"
                        + " letters, digits, dots and hyphens: \"" + service + "\"");
    }

    @Test
    void refusesANodeWithWhiteSpace() {
        assertThat(problems(new TargetDraft("orders", "node 1", null, null)))
                .containsExactly("target.node must be an instance id without white space: \"node 1\"");
    }

    @Test
    void refusesAPickBesideANode() {
        assertThat(problems(new TargetDraft("orders", "node-1", "random", null)))
                .containsExactly("target.pick must be left out where target.node names the node: \"random\"");
    }

    @Test
    void refusesAnUnknownPick() {
        assertThat(problems(picking("roundrobin", null)))
                .containsExactly(
                        "target.pick must be one of default, random, round-robin, weighted, sticky: \"roundrobin\"");
    }

    @Test
    void asksWhatToStickBy() {
        assertThat(problems(picking("sticky", null)))
                .containsExactly("target.stickyBy must name a cookie, header or param where pick is sticky,"
                        + " but it is missing");
        assertThat(problems(picking("sticky", new StickyDraft(null, null, null))))
                .containsExactly("target.stickyBy must name exactly one of cookie, header, param, but it is missing");
        assertThat(problems(picking("sticky", new StickyDraft("a", "b", null))))
                .containsExactly("target.stickyBy must name exactly one of cookie, header, param: \"cookie, header\"");
        assertThat(problems(picking("sticky", new StickyDraft("a b", null, null))))
                .containsExactly("target.stickyBy.cookie must be a name without white space: \"a b\"");
    }

    @Test
    void refusesToStickWithoutTheStickyPick() {
        assertThat(problems(picking("random", new StickyDraft("session", null, null))))
                .containsExactly("target.stickyBy must be left out unless target.pick is sticky: \"random\"");
    }

    @ParameterizedTest
    @EnumSource(names = {"API", "BODY"})
    void sticksOnlyToAValueWithAName(Strategy strategy) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StickyBy(strategy, "x"))
                .withMessage("stickyBy must be a cookie, header or param: \"" + strategy.word() + "\"");
    }

    private static TargetDraft picking(String pick, @Nullable StickyDraft stickyBy) {
        return new TargetDraft("orders", null, pick, stickyBy);
    }

    private static Target read(TargetDraft target) {
        return WrittenRule.api("r", "/").target(target).read().target();
    }

    private static List<String> problems(TargetDraft target) {
        return WrittenRule.api("r", "/").target(target).problems();
    }
}
