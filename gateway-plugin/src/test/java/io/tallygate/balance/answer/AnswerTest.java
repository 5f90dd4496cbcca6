package io.tallygate.balance.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallygate.balance.outcome.MissingNode;
import io.tallygate.hit.Cause;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AnswerTest {

    private static JsonNode problem(Cause cause, @Nullable MissingNode node) {
        Answer answer = Answer.of(cause, null, null, null);
        return new JsonMapper().readTree(answer.bytes(cause, "order", node));
    }

    @ParameterizedTest
    @CsvSource({"connect,503", "timeout,504", "reset,503", "no-instance,503", "node-offline,503", "gateway,503"})
    void isAProblemThatNamesTheCauseWhereNothingIsSaid(String word, int status) {
        Cause cause = Cause.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));

        Answer answer = Answer.of(cause, null, null, null);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.type()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
        JsonNode problem = problem(cause, null);
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("cause").asString()).isEqualTo(word);
        assertThat(problem.get("detail").asString()).contains("service \"order\"");
    }

    @Test
    void escapesWhatItNames() {
        assertThat(problem(Cause.NODE_OFFLINE, MissingNode.unknown("a\"},\\<b>\u0001"))
                        .get("detail")
                        .asString())
                .isEqualTo("node \"a\"},\\<b>\u0001\" of service \"order\" is not known to discovery");
    }

    @Test
    void isWrittenInTheCharsetOfItsType() {
        Answer answer = Answer.of(Cause.RESET, 200, "text/plain;charset=iso-8859-1", "größer");

        assertThat(new String(answer.bytes(Cause.RESET, "order", null), StandardCharsets.ISO_8859_1))
                .isEqualTo("größer");
    }

    @Test
    void isUtf8WhereItsTypeSaysNothing() {
        Answer answer = Answer.of(Cause.RESET, null, "text/plain", "größer");

        assertThat(new String(answer.bytes(Cause.RESET, "order", null), StandardCharsets.UTF_8))
                .isEqualTo("größer");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 100, 199, 204, 205, 304, 600})
    void hasAStatusThatAnAnswerCanHave(int status) {
        assertThatThrownBy(() -> Answer.of(Cause.CONNECT, status, null, null))
                .hasMessageContaining("status must be")
                .hasMessageContaining("\"" + status + "\"");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 302, 503, 599})
    void mayHaveAnyOther(int status) {
        assertThat(Answer.of(Cause.CONNECT, status, null, null).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "html", "text/", "text/*", "*/*", "text/html;charset=nope"})
    void hasOneMediaType(String type) {
        assertThatThrownBy(() -> Answer.of(Cause.CONNECT, null, type, "body"))
                .hasMessageContaining("content-type must be")
                .hasMessageContaining("\"" + type + "\"");
    }

    @Test
    void needsABodyOfItsOwnWhereAProblemDoesNotFit() {
        assertThatThrownBy(() -> Answer.of(Cause.CONNECT, null, "text/html", null))
                .hasMessageContaining("body must be there")
                .hasMessageContaining("\"text/html\"");
        assertThat(Answer.of(Cause.CONNECT, null, "application/vnd.api+json", null)
                        .body())
                .isNull();
    }
}
