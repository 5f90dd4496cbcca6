package io.tallygate.admin.rules.edit;

import io.tallygate.admin.call.BadRequestException;
import io.tallygate.admin.call.Caller;
import io.tallygate.admin.call.RefusedException;
import io.tallygate.rules.follow.RuleFollower;
import io.tallygate.rules.store.LargeChangeUnderWayException;
import io.tallygate.rules.store.Mark;
import io.tallygate.rules.store.NewChange;
import io.tallygate.rules.store.Picture;
import io.tallygate.rules.store.RuleStore;
import io.tallygate.rules.store.StaleRulesException;
import io.tallygate.rules.store.Written;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Saves changes, and puts them in force here at once. */
public final class RuleEditor {

    private static final Logger log = LoggerFactory.getLogger(RuleEditor.class);

    /** How many dynamic rules there may be. */
    public static final int MOST_RULES = 100_000;

    private static final int TRIES = 20;
    private static final Duration BETWEEN = Duration.ofMillis(2);
    private static final Duration LONGEST_BETWEEN = Duration.ofMillis(100);
    private static final Duration IN_FORCE = Duration.ofSeconds(4);

    private final RuleStore store;
    private final RuleFollower follower;

    public RuleEditor(RuleStore store, RuleFollower follower) {
        this.store = store;
        this.follower = follower;
    }

    /** Who makes a call, for the log. */
    public static String who(ServerRequest request) {
        return Caller.of(request).name();
    }

    /** Where rules are read to be changed: what is in force may be a moment behind. */
    public RuleStore store() {
        return store;
    }

    /** Everything as it is kept now. */
    public Mono<Picture> current() {
        return store.find(List.of())
                .flatMap(found -> follower.follow(found.mark()).then(Mono.defer(() -> {
                    Picture here = follower.book().picture();
                    return here.mark().equals(found.mark()) ? Mono.just(here) : store.load();
                })));
    }

    /**
     * Saves a change. An error {@link StaleRulesException} says that another came between.
     *
     * @param seen where the rules stood when they were looked at
     */
    public Mono<Written> save(Mark seen, NewChange change) {
        // Whether it is in force here by the time of the answer is a courtesy: it is saved.
        return store.write(seen, change)
                .flatMap(written -> follower.follow(written.mark())
                        .timeout(IN_FORCE)
                        .onErrorComplete()
                        .thenReturn(written));
    }

    /**
     * Looks and saves again as long as changes of others come between.
     *
     * @param attempt looks at the rules as they are and saves what follows from that
     */
    public <T> Mono<T> patiently(Mono<T> attempt) {
        return attempt.retryWhen(Retry.backoff(TRIES, BETWEEN)
                        .maxBackoff(LONGEST_BETWEEN)
                        .filter(StaleRulesException.class::isInstance)
                        .onRetryExhaustedThrow((spec, signal) -> signal.failure()))
                .onErrorMap(RuleEditor::refusal);
    }

    private static Throwable refusal(Throwable e) {
        if (e instanceof StaleRulesException) {
            return new RefusedException(
                    HttpStatus.CONFLICT, "the rules were changed by others all the time; nothing was done, try again");
        }
        if (e instanceof LargeChangeUnderWayException) {
            return new RefusedException(
                    HttpStatus.CONFLICT,
                    "another import or rollback is under way; nothing was done, try again after it");
        }
        if (e instanceof RefusedException || e instanceof BadRequestException) {
            return e;
        }
        log.warn("Rules could not be changed", e);
        return new RefusedException(
                HttpStatus.SERVICE_UNAVAILABLE,
                "Redis did not answer as it should; look at the changes whether this one was made before you try again");
    }
}
