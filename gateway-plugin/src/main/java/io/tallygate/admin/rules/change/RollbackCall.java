package io.tallygate.admin.rules.change;

import io.tallygate.admin.call.Answers;
import io.tallygate.admin.call.BadRequestException;
import io.tallygate.admin.call.CallGroup;
import io.tallygate.admin.call.CallTable;
import io.tallygate.admin.call.CallTable.Kind;
import io.tallygate.admin.call.Query;
import io.tallygate.admin.call.RefusedException;
import io.tallygate.admin.call.Terms;
import io.tallygate.admin.rules.edit.Difference;
import io.tallygate.admin.rules.edit.RuleEditor;
import io.tallygate.rules.store.Action;
import io.tallygate.rules.store.Change;
import io.tallygate.rules.store.NewChange;
import io.tallygate.rules.store.NewChange.Edit;
import io.tallygate.rules.store.Picture;
import io.tallygate.rules.store.SwitchedNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Takes a change back: what it touched becomes what it was before. That is a change itself. */
public final class RollbackCall implements CallGroup {

    private static final Terms TERMS = Terms.within(Duration.ofSeconds(60));
    private static final int MOST_NAMED = 1000;

    private final RuleEditor editor;

    public RollbackCall(RuleEditor editor) {
        this.editor = editor;
    }

    @Override
    public void addTo(CallTable calls) {
        calls.add(Kind.CHANGE, HttpMethod.POST, "/changes/{version}:rollback", TERMS, this::rollBack);
    }

    private Mono<ServerResponse> rollBack(ServerRequest request) {
        Query query = Query.of(request, "dryRun", "force");
        boolean dryRun = query.flag("dryRun");
        boolean force = query.flag("force");
        long version = version(request.pathVariable("version"));
        Mono<Undoing> undoing = editor.store()
                .changes(List.of(version))
                .next()
                .switchIfEmpty(Mono.error(() -> notKept(version)))
                .flatMap(change -> editor.store().rulesOf(change).collectList().map(rules -> {
                    if (rules.size() < change.count()) {
                        throw notKept(version);
                    }
                    return new Undoing(change, rules);
                }));
        return editor.patiently(undoing.flatMap(undo -> editor.current()
                        .publishOn(Schedulers.boundedElastic())
                        .flatMap(current -> undone(request, undo, current, force, dryRun))))
                .flatMap(Answers::ok);
    }

    private Mono<Difference> undone(
            ServerRequest request, Undoing undo, Picture current, boolean force, boolean dryRun) {
        List<String> conflicts = undo.conflicts(current);
        if (!conflicts.isEmpty() && !force) {
            throw new RefusedException(
                    HttpStatus.CONFLICT,
                    conflicts.size() + " of what version " + undo.version()
                            + " touched was changed since; force=true overwrites it",
                    Map.of("conflicts", conflicts.stream().limit(MOST_NAMED).toList()));
        }
        List<Edit> edits = undo.edits(current);
        SwitchedNode node = undo.node(current);
        if (dryRun) {
            return Mono.just(Difference.of(edits, current, null));
        }
        if (edits.isEmpty() && node == null) {
            return Mono.just(Difference.of(edits, current, current.mark().version()));
        }
        Change change = undo.change();
        NewChange back = new NewChange(
                Action.ROLLBACK,
                RuleEditor.who(request),
                "rollback of version " + undo.version() + " (" + change.summary() + ")",
                edits,
                node);
        return editor.save(current.mark(), back)
                .map(written -> Difference.of(edits, current, written.mark().version()));
    }

    private static long version(String text) {
        try {
            long version = Long.parseLong(text);
            if (version > 0) {
                return version;
            }
        } catch (NumberFormatException e) {
            // told below, as any other text that is no version
        }
        throw new BadRequestException("the version", "must be a number from 1: \"" + text + "\"");
    }

    private static RefusedException notKept(long version) {
        return new RefusedException(
                HttpStatus.NOT_FOUND, "what version \"" + version + "\" changed is not kept, or never was");
    }
}
