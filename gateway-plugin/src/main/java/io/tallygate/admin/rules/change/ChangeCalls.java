package io.tallygate.admin.rules.change;

import io.tallygate.admin.call.Answers;
import io.tallygate.admin.call.BadRequestException;
import io.tallygate.admin.call.Bodies;
import io.tallygate.admin.call.CallGroup;
import io.tallygate.admin.call.CallTable;
import io.tallygate.admin.call.CallTable.Kind;
import io.tallygate.admin.call.Query;
import io.tallygate.admin.call.Terms;
import io.tallygate.admin.rules.RuleViews;
import io.tallygate.admin.rules.edit.Drafts;
import io.tallygate.admin.rules.edit.RuleEditor;
import io.tallygate.rule.RuleDraft;
import io.tallygate.rules.store.Action;
import io.tallygate.rules.store.StoredRule;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

/** The calls that create, change and delete one rule. */
public final class ChangeCalls implements CallGroup {

    private static final Terms RULE = new Terms(CallTable.TIMEOUT, Drafts.LARGEST, List.of(MediaType.APPLICATION_JSON));
    private static final Terms PATCH = new Terms(
            CallTable.TIMEOUT,
            Drafts.LARGEST,
            List.of(MediaType.valueOf("application/merge-patch+json"), MediaType.APPLICATION_JSON));

    private final OneRule one;
    private final RuleViews views;

    public ChangeCalls(OneRule one, RuleViews views) {
        this.one = one;
        this.views = views;
    }

    @Override
    public void addTo(CallTable calls) {
        calls.add(Kind.CHANGE, HttpMethod.POST, "/rules", RULE, this::create)
                .add(Kind.CHANGE, HttpMethod.PUT, "/rules/{id}", RULE, this::replace)
                .add(Kind.CHANGE, HttpMethod.PATCH, "/rules/{id}", PATCH, this::patch)
                .add(Kind.CHANGE, HttpMethod.DELETE, "/rules/{id}", CallTable.TIMEOUT, this::delete);
    }

    private Mono<ServerResponse> create(ServerRequest request) {
        boolean dryRun = dryRun(request);
        return body(request).map(json -> Drafts.normal(Drafts.draft(json, ""))).flatMap(draft -> {
            String id = Objects.requireNonNull(draft.id());
            Wish wish = new Wish(Action.CREATE, id, null, draft, stored -> draft);
            // Relative, so that it leads there behind a proxy, too, whatever prefix that takes off.
            return done(request, wish, dryRun, ServerResponse.created(URI.create("rules/" + id)));
        });
    }

    private Mono<ServerResponse> replace(ServerRequest request) {
        boolean dryRun = dryRun(request);
        String id = request.pathVariable("id");
        IfMatch ifMatch = IfMatch.of(request);
        return body(request)
                .map(json -> Drafts.normal(named(Drafts.draft(json, ""), id)))
                .flatMap(draft -> done(
                        request,
                        new Wish(Action.CHANGE, id, ifMatch, draft, stored -> draft),
                        dryRun,
                        ServerResponse.ok()));
    }

    private Mono<ServerResponse> patch(ServerRequest request) {
        boolean dryRun = dryRun(request);
        String id = request.pathVariable("id");
        IfMatch ifMatch = IfMatch.of(request);
        return body(request).flatMap(patch -> {
            if (!patch.isObject()) {
                throw new BadRequestException("the body", "must be an object with the fields to change");
            }
            Wish wish = new Wish(
                    Action.CHANGE,
                    id,
                    ifMatch,
                    patch,
                    stored -> Drafts.normal(named(Drafts.draft(patched(stored, patch), ""), id)));
            return done(request, wish, dryRun, ServerResponse.ok());
        });
    }

    private static JsonNode patched(@Nullable StoredRule stored, JsonNode patch) {
        return MergePatch.apply(Drafts.tree(Objects.requireNonNull(stored).draft()), patch);
    }

    private Mono<ServerResponse> delete(ServerRequest request) {
        boolean dryRun = dryRun(request);
        Wish wish = new Wish(Action.DELETE, request.pathVariable("id"), IfMatch.of(request), null, stored -> null);
        return done(request, wish, dryRun, ServerResponse.ok());
    }

    private Mono<ServerResponse> done(
            ServerRequest request, Wish wish, boolean dryRun, ServerResponse.BodyBuilder builder) {
        if (dryRun) {
            return one.preview(wish).flatMap(Answers::ok);
        }
        return one.make(wish, RuleEditor.who(request))
                .flatMap(saved -> saved.isEmpty()
                        ? ServerResponse.noContent().build()
                        : views.view(saved.get()).flatMap(view -> Answers.json(builder.eTag(view.tag()), view)));
    }

    private static boolean dryRun(ServerRequest request) {
        return Query.of(request, "dryRun").flag("dryRun");
    }

    /** What was sent; read on a thread that may take its time. */
    private static Mono<JsonNode> body(ServerRequest request) {
        return Bodies.read(request)
                .publishOn(Schedulers.boundedElastic())
                .map(bytes -> Drafts.json(Drafts.text(bytes)));
    }

    /** The draft with the id that the path has. */
    private static RuleDraft named(RuleDraft draft, String id) {
        if (draft.id() != null && !draft.id().equals(id)) {
            throw new BadRequestException("id", "must be that of the path, \"" + id + "\": \"" + draft.id() + "\"");
        }
        return new RuleDraft(
                id,
                draft.strategy(),
                draft.enabled(),
                draft.shadow(),
                draft.priority(),
                draft.host(),
                draft.methods(),
                draft.match(),
                draft.and(),
                draft.target(),
                draft.rewrite());
    }
}
