package io.tallygate.admin.rules.transfer;

import io.tallygate.admin.call.BadRequestException;
import io.tallygate.admin.call.RefusedException;
import io.tallygate.admin.rules.edit.Drafts;
import io.tallygate.rule.InvalidRuleException;
import io.tallygate.rule.RuleDraft;
import io.tallygate.rule.RuleReader;
import io.tallygate.rule.RuleWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.JsonNode;

/** Many rules in one document: {@code {rules: [...]}}, or just the list. */
final class Document {

    private Document() {}

    /**
     * The rules of a document by their ids, as they are kept.
     *
     * @param taken whether an id cannot be had
     */
    static Map<String, RuleDraft> read(JsonNode document, Predicate<String> taken) {
        JsonNode list = document;
        if (document.isObject()) {
            Drafts.allow(document, "a document of rules", "rules");
            list = document.path("rules");
        }
        if (!list.isArray()) {
            throw new BadRequestException("the body", "must be a list of rules, or an object with the list \"rules\"");
        }
        Map<String, RuleDraft> rules = new LinkedHashMap<>();
        for (int i = 0; i < list.size(); i++) {
            String where = "rules[" + i + "]";
            RuleDraft draft = normal(Drafts.draft(list.get(i), where + "."), where);
            String id = String.valueOf(draft.id());
            if (taken.test(id)) {
                throw new BadRequestException(where + ".id", "is taken by a rule of the configuration: \"" + id + "\"");
            }
            if (rules.put(id, draft) != null) {
                throw new BadRequestException(where + ".id", "must be unique over all rules: \"" + id + "\"");
            }
        }
        return rules;
    }

    private static RuleDraft normal(RuleDraft draft, String where) {
        try {
            return RuleWriter.write(RuleReader.read(draft));
        } catch (InvalidRuleException e) {
            throw new RefusedException(
                    HttpStatus.BAD_REQUEST, where + ": " + e.getMessage(), Map.of("problems", e.problems()));
        }
    }
}
