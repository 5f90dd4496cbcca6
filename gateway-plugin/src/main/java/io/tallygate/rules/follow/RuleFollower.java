package io.tallygate.rules.follow;

import io.tallygate.rules.OfflineNodes;
import io.tallygate.rules.RulesInForce;
import io.tallygate.rules.store.Change;
import io.tallygate.rules.store.Mark;
import io.tallygate.rules.store.Picture;
import io.tallygate.rules.store.RuleStore;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Keeps the rules in force as the store has them. It hears where they stand with each flush. Where that is somewhere else
 * than here it reads the changes since, or everything, on a thread of its own, compiles, and swaps. What the store has is
 * what holds, also where it has gone back; while it is away the last known rules stay in force.
 */
public final class RuleFollower implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RuleFollower.class);

    private static final Duration CALL = Duration.ofSeconds(5);
    private static final Duration LOADING = Duration.ofSeconds(60);
    private static final int MOST_LOGGED = 10;

    private final RulesInForce rules;
    private final OfflineNodes offline;
    private final RuleStore store;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(RuleFollower::daemon);
    private final AtomicBoolean asked = new AtomicBoolean();
    private boolean troubled;
    private volatile String heard = Mark.NONE.format();
    private volatile Rulebook book;

    /** A follower of a store that it has not heard of yet: the rules in force are those of the configuration. */
    public RuleFollower(RulesInForce rules, OfflineNodes offline, RuleStore store) {
        this.rules = rules;
        this.offline = offline;
        this.store = store;
        this.book = Rulebook.of(rules.all());
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "tallygate-rules");
        thread.setDaemon(true);
        return thread;
    }

    /** Where each rule in force comes from. */
    public Rulebook book() {
        return book;
    }

    /**
     * The store stands there now, or did a moment ago. Does not block.
     *
     * @param standing as {@link Mark#format} has it
     */
    public void heard(String standing) {
        heard = standing;
        if (!standing.equals(book.mark().format()) && asked.compareAndSet(false, true)) {
            try {
                thread.execute(() -> {
                    asked.set(false);
                    catchUp();
                });
            } catch (RejectedExecutionException e) {
                log.debug("Rules are not followed any more", e);
            }
        }
    }

    /**
     * Waits until what was heard so far is in force here, so that a gateway takes no traffic before it has its rules; no
     * longer than this, and not for a store that cannot be read.
     */
    public void awaitHeard(Duration atMost) {
        Future<?> inForce = thread.submit(() -> {}); // after what was heard before it
        try {
            inForce.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            log.warn(
                    "The dynamic rules of version {} are not in force after {} s. The gateway starts without them, and"
                            + " routes by the rules of the configuration and by its own routes until they are read",
                    heard.substring(0, heard.indexOf(':')),
                    atMost.toMillis() / 1000.0);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Completes once a change is in force here, or was overtaken by a later one, or cannot be read for now. */
    public Mono<Void> follow(Mark mark) {
        return Mono.fromFuture(
                () -> CompletableFuture.runAsync(
                        () -> {
                            if (!book.mark().equals(mark)) {
                                catchUp();
                            }
                        },
                        thread),
                true);
    }

    private void catchUp() {
        try {
            Picture before = book.picture();
            Picture now = read(before);
            if (!now.mark().equals(before.mark())) {
                putInForce(now);
            }
            troubled = false;
        } catch (RuntimeException e) {
            if (!troubled && !thread.isShutdown()) {
                log.warn(
                        "The dynamic rules cannot be read; those of version {} stay in force: {}",
                        book.mark().version(),
                        e.toString());
            }
            troubled = true;
        }
    }

    private Picture read(Picture known) {
        if (known.mark().equals(Mark.NONE)) {
            return everything(known.mark());
        }
        Picture picture = known;
        while (true) {
            Optional<List<Change>> changes = store.since(picture.mark()).blockOptional(CALL);
            if (changes.isEmpty()) {
                return everything(picture.mark());
            }
            if (changes.get().isEmpty()) {
                return picture;
            }
            picture = picture.after(changes.get());
        }
    }

    private Picture everything(Mark known) {
        Picture picture = Objects.requireNonNull(store.load().block(LOADING));
        if (picture.mark().version() <= known.version() && !picture.mark().equals(known)) {
            log.warn(
                    "Redis has forgotten changes of the rules: it stands at version {} and had stood at {}. What it has"
                            + " is in force now: {} dynamic rules",
                    picture.mark().version(),
                    known.version(),
                    picture.rules().size());
        }
        return picture;
    }

    private void putInForce(Picture picture) {
        Rulebook before = book;
        Rulebook next = before.with(picture);
        rules.swap(rules.compile(next.rules()));
        offline.swap(picture.offline());
        book = next;
        log.info(
                "Rules of version {} are in force: {} dynamic, {} of them broken",
                picture.mark().version(),
                picture.rules().size(),
                next.broken().size());
        next.broken().stream()
                .filter(rule ->
                        !before.dynamic(rule.stored().id()).filter(rule::equals).isPresent())
                .limit(MOST_LOGGED)
                .forEach(rule -> log.warn(
                        "Dynamic rule \"{}\" is not in force: {}", rule.stored().id(), rule.broken()));
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
