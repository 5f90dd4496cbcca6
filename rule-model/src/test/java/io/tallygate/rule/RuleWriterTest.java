package io.tallygate.rule;

import static io.tallygate.rule.WrittenMatch.anyOf;
import static io.tallygate.rule.WrittenMatch.body;
import static io.tallygate.rule.WrittenMatch.json;
import static io.tallygate.rule.WrittenMatch.matching;
import static io.tallygate.rule.WrittenMatch.path;
import static io.tallygate.rule.WrittenMatch.present;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.rule.RuleDraft.RewriteDraft;
import io.tallygate.rule.RuleDraft.StickyDraft;
import io.tallygate.rule.RuleDraft.TargetDraft;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RuleWriterTest {

    @Test
    void spellsDefaultsOut() {
        RuleDraft written =
                RuleWriter.write(WrittenRule.api("orders", "/orders").read());

        assertThat(written)
                .isEqualTo(new RuleDraft(
                        "orders",
                        "api",
                        true,
                        false,
                        0,
                        "*",
                        List.of(),
                        path("pattern", "/orders"),
                        List.of(),
                        new TargetDraft("orders", null, "default", null),
                        new RewriteDraft(0)));
    }

    @Test
    void putsMethodsInOrder() {
        Rule rule = WrittenRule.api("r", "/").methods("PUT", "GET", "DELETE").read();

        assertThat(RuleWriter.write(rule).methods()).containsExactly("DELETE", "GET", "PUT");
    }

    @ParameterizedTest
    @MethodSource("rules")
    void writesWhatTheReaderReadsBackTheSame(WrittenRule written) {
        Rule rule = written.read();

        assertThat(RuleReader.read(RuleWriter.write(rule))).isEqualTo(rule);
    }

    static List<WrittenRule> rules() {
        return List.of(
                WrittenRule.of("api", Strategy.API, path("regex", "/a+"))
                        .enabled(false)
                        .shadow(true)
                        .priority(-3)
                        .host("*.example.com")
                        .methods("GET", "PUT")
                        .stripPrefix(2),
                WrittenRule.of("param", Strategy.PARAM, anyOf("k", "b", "a")).target(pinned("node-1")),
                WrittenRule.of("cookie", Strategy.COOKIE, matching("k", "a+")).target(picking("round-robin")),
                WrittenRule.of("header", Strategy.HEADER, present("K"))
                        .target(stickingTo(new StickyDraft("session", null, null))),
                WrittenRule.of("exact", Strategy.BODY, body("exact", "a"))
                        .target(stickingTo(new StickyDraft(null, "X-User", null))),
                WrittenRule.of("contains", Strategy.BODY, body("contains", "a"))
                        .target(stickingTo(new StickyDraft(null, null, "user"))),
                WrittenRule.of("regex", Strategy.BODY, body("regex", "a+")),
                WrittenRule.api("and", "/")
                        .and(Strategy.API, path("prefix", "/a"))
                        .and(Strategy.PARAM, anyOf("p", "v"))
                        .and(Strategy.COOKIE, matching("c", "v+"))
                        .and(Strategy.HEADER, present("h"))
                        .and(Strategy.BODY, json("/j", "v", "w")));
    }

    private static TargetDraft pinned(String node) {
        return new TargetDraft("orders", node, null, null);
    }

    private static TargetDraft picking(String pick) {
        return new TargetDraft("orders", null, pick, null);
    }

    private static TargetDraft stickingTo(StickyDraft stickyBy) {
        return new TargetDraft("orders", null, "sticky", stickyBy);
    }
}
