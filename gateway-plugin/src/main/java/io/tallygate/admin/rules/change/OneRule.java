package io.tallygate.admin.rules.change;

import io.tallygate.admin.call.RefusedException;
import io.tallygate.admin.rules.RuleViews;
import io.tallygate.admin.rules.edit.FieldChange;
import io.tallygate.admin.rules.edit.RuleEditor;
import io.tallygate.rule.RuleDraft;
import io.tallygate.rules.follow.RuleFollower;
import io.tallygate.rules.store.Action;
import io.tallygate.rules.store.NewChange;
import io.tallygate.rules.store.NewChange.Edit;
import io.tallygate.rules.store.RuleStore.Found;
import io.tallygate.rules.store.StoredRule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Changes one rule: looks at it as it is kept, checks that it is the one that was meant, and saves. */
public final class OneRule {

    private static final int MOST_NAMED = 3;

    private final RuleEditor editor;
    private final RuleFollower follower;
    private final RuleViews views;
    private final Previews previews;

    public OneRule(RuleEditor editor, RuleFollower follower, RuleViews views, Previews previews) {
        this.editor = editor;
        this.follower = follower;
        this.views = views;
        this.previews = previews;
    }

    /** What the change would come to. */
    Mono<Preview> preview(Wish wish) {
        return editor.patiently(looked(wish)
                .flatMap(look -> previews.of(
                        wish.id(), look.stored() == null ? null : look.stored().draft(), look.after())));
    }

    /** Makes the change; gives the rule as it is kept then, nothing if it was deleted. */
    Mono<Optional<StoredRule>> make(Wish wish, String by) {
        return editor.patiently(looked(wish).flatMap(look -> save(wish, look, by)));
    }

    private record Look(
            Found found,
            @Nullable StoredRule stored,
            @Nullable RuleDraft after) {}

    private Mono<Look> looked(Wish wish) {
        return editor.store()
                .find(List.of(wish.id()))
                .publishOn(Schedulers.boundedElastic())
                .flatMap(found -> {
                    StoredRule stored = found.rules().get(wish.id());
                    IfMatch ifMatch = wish.ifMatch();
                    if (ifMatch == null) {
                        create(wish.id(), stored);
                    } else if (!ifMatch.holds(there(wish, stored).version())) {
                        return stale(wish, there(wish, stored));
                    }
                    return Mono.just(new Look(found, stored, wish.draft().of(stored)));
                });
    }

    private void create(String id, @Nullable StoredRule stored) {
        if (stored != null || follower.book().isStatic(id)) {
            throw new RefusedException(HttpStatus.CONFLICT, "id is taken: \"" + id + "\"");
        }
        if (follower.book().size() >= RuleEditor.MOST_RULES) {
            throw new RefusedException(
                    HttpStatus.CONFLICT, "there may be at most " + RuleEditor.MOST_RULES + " dynamic rules");
        }
    }

    private StoredRule there(Wish wish, @Nullable StoredRule stored) {
        String id = wish.id();
        // A dynamic rule whose id a static one took can only be deleted.
        if (follower.book().isStatic(id) && (stored == null || wish.action() != Action.DELETE)) {
            throw new RefusedException(
                    HttpStatus.CONFLICT, "rule \"" + id + "\" comes from the configuration and is changed there");
        }
        if (stored == null) {
            throw new RefusedException(HttpStatus.NOT_FOUND, "no rule has the id \"" + id + "\"");
        }
        return stored;
    }

    private Mono<Look> stale(Wish wish, StoredRule stored) {
        return views.view(stored).flatMap(current -> {
            Map<String, Object> members = new HashMap<>(Map.of("current", current));
            if (wish.yours() != null) {
                members.put("yours", wish.yours());
            }
            return Mono.error(new RefusedException(
                    HttpStatus.PRECONDITION_FAILED,
                    "rule \"" + wish.id() + "\" was changed meanwhile, by \"" + stored.by() + "\": its ETag is \""
                            + stored.version() + "\"",
                    members));
        });
    }

    private Mono<Optional<StoredRule>> save(Wish wish, Look look, String by) {
        RuleDraft after = look.after();
        StoredRule stored = look.stored();
        if (stored != null && stored.unreadable() == null && stored.draft().equals(after)) {
            return Mono.just(Optional.of(stored));
        }
        NewChange change = new NewChange(
                wish.action(), by, summary(wish, stored, after), List.of(new Edit(wish.id(), stored, after)), null);
        return editor.save(look.found().mark(), change)
                .map(written -> Optional.ofNullable(after)
                        .map(draft ->
                                new StoredRule(wish.id(), written.mark().version(), written.at(), by, draft, null)));
    }

    private static String summary(Wish wish, @Nullable StoredRule stored, @Nullable RuleDraft after) {
        if (wish.action() != Action.CHANGE || stored == null) {
            return wish.action().word() + " " + wish.id();
        }
        List<FieldChange> changes = FieldChange.between(stored.draft(), after);
        String fields =
                changes.stream().limit(MOST_NAMED).map(FieldChange::field).collect(Collectors.joining(", "));
        return "change " + wish.id() + ": " + fields + (changes.size() > MOST_NAMED ? ", ..." : "");
    }
}
