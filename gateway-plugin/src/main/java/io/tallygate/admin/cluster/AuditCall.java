package io.tallygate.admin.cluster;

import io.tallygate.admin.call.Answers;
import io.tallygate.admin.call.BadRequestException;
import io.tallygate.admin.call.Query;
import io.tallygate.history.audit.Audit;
import io.tallygate.history.audit.Auditor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** The call that holds what was counted against what is kept. */
final class AuditCall {

    /** A recount of lists takes as long as there are entries. */
    static final Duration TIMEOUT = Duration.ofMinutes(1);

    private final Auditor auditor;
    private final Clock clock;

    AuditCall(Auditor auditor, Clock clock) {
        this.auditor = auditor;
        this.clock = clock;
    }

    Mono<ServerResponse> audit(ServerRequest request) {
        Query query = Query.of(request, "from", "to");
        Instant from = query.instant("from");
        Instant to = query.instant("to");
        return audit(from, to)
                .map(audit -> AuditView.of(audit, clock.instant()))
                .flatMap(Answers::ok)
                .timeout(
                        TIMEOUT,
                        Answers.problem(
                                HttpStatus.SERVICE_UNAVAILABLE,
                                "the audit took longer than a minute; ask for a shorter range, or none"));
    }

    private Mono<Audit> audit(@Nullable Instant from, @Nullable Instant to) {
        if (from == null && to == null) {
            return auditor.audit();
        }
        if (from == null || to == null) {
            throw new BadRequestException(
                    from == null ? "from" : "to", "must be given with the other end of the range");
        }
        if (!from.isBefore(to)) {
            throw new BadRequestException("from", "must be before to: \"" + from + "\"");
        }
        return auditor.audit(from.getEpochSecond(), to.getEpochSecond());
    }
}
