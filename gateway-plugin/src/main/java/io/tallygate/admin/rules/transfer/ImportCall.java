package io.tallygate.admin.rules.transfer;

import io.tallygate.admin.call.Answers;
import io.tallygate.admin.call.Bodies;
import io.tallygate.admin.call.CallGroup;
import io.tallygate.admin.call.CallTable;
import io.tallygate.admin.call.CallTable.Kind;
import io.tallygate.admin.call.Query;
import io.tallygate.admin.call.RefusedException;
import io.tallygate.admin.call.Terms;
import io.tallygate.admin.rules.edit.Difference;
import io.tallygate.admin.rules.edit.Drafts;
import io.tallygate.admin.rules.edit.RuleEditor;
import io.tallygate.rule.RuleDraft;
import io.tallygate.rules.follow.RuleFollower;
import io.tallygate.rules.store.Action;
import io.tallygate.rules.store.NewChange;
import io.tallygate.rules.store.NewChange.Edit;
import io.tallygate.rules.store.Picture;
import io.tallygate.rules.store.StoredRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

/** Takes a document of rules in, all of it or nothing. */
public final class ImportCall implements CallGroup {

    private static final long LARGEST = 10 * 1024 * 1024;
    /** Its own type, and those that were used before it had one. */
    private static final List<MediaType> YAML = Stream.of("application/yaml", "application/x-yaml", "text/yaml")
            .map(MediaType::valueOf)
            .toList();

    private static final Terms TERMS = new Terms(
            Duration.ofSeconds(60),
            LARGEST,
            Stream.concat(Stream.of(MediaType.APPLICATION_JSON), YAML.stream()).toList());

    private final RuleEditor editor;
    private final RuleFollower follower;

    public ImportCall(RuleEditor editor, RuleFollower follower) {
        this.editor = editor;
        this.follower = follower;
    }

    @Override
    public void addTo(CallTable calls) {
        calls.add(Kind.CHANGE, HttpMethod.POST, "/rules:import", TERMS, this::take);
    }

    private Mono<ServerResponse> take(ServerRequest request) {
        Query query = Query.of(request, "mode", "dryRun");
        boolean replace = query.word("mode", List.of("merge", "replace"))
                .filter("replace"::equals)
                .isPresent();
        boolean dryRun = query.flag("dryRun");
        boolean yaml = request.headers()
                .contentType()
                .filter(type -> YAML.stream().anyMatch(taken -> taken.includes(type)))
                .isPresent();
        return Bodies.read(request)
                .publishOn(Schedulers.boundedElastic())
                .map(bytes -> document(Drafts.text(bytes), yaml))
                .map(document -> Document.read(document, follower.book()::isStatic))
                .flatMap(rules -> editor.patiently(editor.current()
                        .publishOn(Schedulers.boundedElastic())
                        .flatMap(current -> {
                            List<Edit> edits = edits(current, rules, replace);
                            bound(current, edits);
                            return dryRun
                                    ? Mono.just(Difference.of(edits, current, null))
                                    : save(request, current, edits);
                        })))
                .flatMap(Answers::ok);
    }

    private static JsonNode document(String text, boolean yaml) {
        return yaml ? Drafts.encodable(YamlText.read(text)) : Drafts.json(text);
    }

    private static List<Edit> edits(Picture current, Map<String, RuleDraft> rules, boolean replace) {
        List<Edit> edits = new ArrayList<>();
        rules.forEach((id, draft) -> {
            StoredRule before = current.rules().get(id);
            if (before == null || before.unreadable() != null || !before.draft().equals(draft)) {
                edits.add(new Edit(id, before, draft));
            }
        });
        if (replace) {
            current.rules().values().stream()
                    .filter(rule -> !rules.containsKey(rule.id()))
                    .forEach(rule -> edits.add(new Edit(rule.id(), rule, null)));
        }
        return edits;
    }

    private static void bound(Picture current, List<Edit> edits) {
        long added = edits.stream().filter(edit -> edit.before() == null).count();
        long removed = edits.stream().filter(edit -> edit.after() == null).count();
        long rules = current.rules().size() + added - removed;
        if (rules > RuleEditor.MOST_RULES && added > 0) {
            throw new RefusedException(
                    HttpStatus.CONFLICT,
                    "there may be at most " + RuleEditor.MOST_RULES + " dynamic rules, and would be " + rules);
        }
    }

    private Mono<Difference> save(ServerRequest request, Picture current, List<Edit> edits) {
        if (edits.isEmpty()) {
            return Mono.just(Difference.of(edits, current, current.mark().version()));
        }
        NewChange change = new NewChange(
                Action.IMPORT, RuleEditor.who(request), "import of " + edits.size() + " rules", edits, null);
        return editor.save(current.mark(), change)
                .map(written -> Difference.of(edits, current, written.mark().version()));
    }
}
