package io.tallygate.balance.body;

import io.tallygate.balance.body.SkippedBodies.Reason;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/**
 * The beginning of a body, gathered until it is known whether the body can be matched on: it came whole, or too much of
 * it, or too slowly. Worked on by one thread at a time.
 */
final class BodyPrefix {

    private final BodySettings settings;
    private final ByteArrayOutputStream gathered = new ByteArrayOutputStream();
    private final Sinks.One<Optional<Reason>> verdict = Sinks.one();
    private final Disposable.Swap timer = Disposables.swap();
    private volatile boolean tooSlow;
    private volatile boolean decided;
    private volatile byte @Nullable [] bytes;

    BodyPrefix(BodySettings settings) {
        this.settings = settings;
    }

    /** Has the time run from now on; when it is over, says so. */
    void startTimer(Runnable over) {
        Runnable task = () -> {
            tooSlow = true;
            over.run();
        };
        timer.update(Schedulers.parallel().schedule(task, settings.maxWait().toMillis(), TimeUnit.MILLISECONDS));
    }

    void add(DataBuffer chunk) {
        byte[] copy = new byte[chunk.readableByteCount()];
        chunk.read(copy);
        gathered.writeBytes(copy);
    }

    /** Decides, if that is possible by now, and tells. */
    void decide(boolean ended, @Nullable Throwable error) {
        if (gathered.size() > settings.maxBytes()) {
            tell(Optional.of(Reason.TOO_LARGE));
        } else if (error != null) {
            tell(Optional.of(Reason.BROKEN));
        } else if (ended) {
            tell(gathered.size() == 0 ? Optional.of(Reason.ABSENT) : Optional.empty());
        } else if (tooSlow) {
            tell(Optional.of(Reason.SLOW));
        }
    }

    private void tell(Optional<Reason> reason) {
        timer.dispose();
        bytes = gathered.size() == 0 ? null : gathered.toByteArray();
        decided = true;
        verdict.emitValue(reason, Sinks.EmitFailureHandler.FAIL_FAST);
    }

    boolean isDecided() {
        return decided;
    }

    /** Why the body cannot be matched on, as soon as that is decided; nothing if it came whole. */
    Mono<Optional<Reason>> verdict() {
        return verdict.asMono();
    }

    /** What was gathered, once that is decided; null if that is nothing, or was dropped. */
    byte @Nullable [] bytes() {
        return bytes;
    }

    /** Forgets what was gathered. */
    void drop() {
        timer.dispose();
        bytes = null;
    }
}
