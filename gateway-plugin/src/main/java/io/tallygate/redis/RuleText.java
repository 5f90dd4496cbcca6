package io.tallygate.redis;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tallygate.rule.RuleDraft;
import io.tallygate.rules.store.StoredRule;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The text of a dynamic rule: the version and time (ms) of its last change, which Redis puts before it, and JSON with who
 * made it and what was written.
 */
final class RuleText {

    static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(value -> value.withValueInclusion(JsonInclude.Include.NON_NULL))
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    private RuleText() {}

    private record Written(@Nullable String by, @Nullable RuleDraft rule) {}

    /** The text of a rule that is changed now, without what Redis puts before it. */
    static String format(String by, RuleDraft draft) {
        return JSON.writeValueAsString(new Written(by, draft));
    }

    /** The whole text of a rule, as it was kept before. */
    static String format(long version, long millis, String written) {
        return version + " " + millis + " " + written;
    }

    /** Reads a rule's text. What cannot be read is said in the rule. */
    static StoredRule parse(String id, String text) {
        long version = 0;
        Instant at = Instant.EPOCH;
        try {
            int first = text.indexOf(' ');
            int second = text.indexOf(' ', first + 1);
            version = Long.parseLong(text.substring(0, first));
            at = Instant.ofEpochMilli(Long.parseLong(text.substring(first + 1, second)));
            return parse(id, version, at, text.substring(second + 1));
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            return unreadable(id, version, at, "it does not begin with a version and a time");
        }
    }

    /** Reads a rule's text without what Redis puts before it. */
    static StoredRule parse(String id, long version, Instant at, String written) {
        try {
            Written read = JSON.readValue(written, Written.class);
            if (read == null || read.rule() == null) {
                return unreadable(id, version, at, "it has no rule");
            }
            if (!id.equals(read.rule().id())) {
                return unreadable(
                        id, version, at, "it has another id: \"" + read.rule().id() + "\"");
            }
            return new StoredRule(id, version, at, read.by() == null ? "" : read.by(), read.rule(), null);
        } catch (JacksonException e) {
            return unreadable(id, version, at, "it is not JSON of a rule (" + e.getOriginalMessage() + ")");
        }
    }

    private static StoredRule unreadable(String id, long version, Instant at, String why) {
        RuleDraft draft = new RuleDraft(id, null, null, null, null, null, null, null, null, null, null);
        return new StoredRule(id, version, at, "", draft, "its text in Redis cannot be read: " + why);
    }
}
