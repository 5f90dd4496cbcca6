package io.tallygate.match;

import static io.tallygate.rule.WrittenMatch.present;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.rule.Rule;
import io.tallygate.rule.Strategy;
import io.tallygate.rule.WrittenRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SelectionTest {

    @Test
    void selectsEveryRuleWhereNothingIsNamed() {
        assertThat(selected(Selection.ALL)).containsExactly("a", "p", "h");
        assertThat(selected(Selection.of(List.of()))).containsExactly("a", "p", "h");
    }

    @Test
    void selectsByStrategy() {
        assertThat(selected(Selection.of(List.of("header", "api")))).containsExactly("a", "h");
        assertThat(selected(Selection.of(List.of("body")))).isEmpty();
    }

    @Test
    void selectsById() {
        assertThat(selected(Selection.of(List.of("p", "a")))).containsExactly("a", "p");
        assertThat(selected(Selection.of(List.of("A", "param2")))).isEmpty();
    }

    @Test
    void selectsByBothTogether() {
        assertThat(selected(Selection.of(List.of("param", "h")))).containsExactly("p", "h");
    }

    private static List<String> selected(Selection selection) {
        return Stream.of(
                        WrittenRule.api("a", "/"),
                        WrittenRule.of("p", Strategy.PARAM, present("k")),
                        WrittenRule.of("h", Strategy.HEADER, present("k")))
                .map(WrittenRule::read)
                .filter(selection::contains)
                .map(Rule::id)
                .toList();
    }
}
