package io.tallygate.admin.access;

import io.tallygate.admin.access.AccessSettings.Mode;
import io.tallygate.admin.access.Visitor.Bearer;
import io.tallygate.admin.access.Visitor.Blocked;
import io.tallygate.admin.access.Visitor.Known;
import io.tallygate.admin.access.Visitor.Mistaken;
import io.tallygate.admin.call.Answers;
import io.tallygate.admin.call.BadRequestException;
import io.tallygate.admin.call.CallGroup;
import io.tallygate.admin.call.CallTable;
import io.tallygate.admin.call.CallTable.Kind;
import io.tallygate.admin.call.Caller;
import io.tallygate.admin.call.Gate;
import io.tallygate.admin.call.Query;
import io.tallygate.admin.call.Quote;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.util.UriUtils;
import reactor.core.publisher.Mono;

/** Decides, for each call, whether whoever asks may make it; and says what he may do. */
public final class AccessGate implements Gate, CallGroup {

    /** The header in which who sends a token may say his name. */
    static final String BY = "X-Tallygate-By";

    private static final Pattern SENT = Pattern.compile("[\\x20-\\x7E]*");
    private static final int LONGEST_NAME = 64;

    private final AccessSettings settings;
    private final Origins origins;
    private final Visitors visitors;

    /**
     * A gate.
     *
     * @param nanoTime a clock that only goes forward
     */
    public AccessGate(AccessSettings settings, LongSupplier nanoTime) {
        this.settings = settings;
        this.origins = new Origins(settings.origins());
        FailedAttempts failures = new FailedAttempts(settings.maxFailures(), settings.period(), nanoTime);
        this.visitors = new Visitors(settings.tokens(), failures);
    }

    @Override
    public void addTo(CallTable calls) {
        calls.add(Kind.OPEN, HttpMethod.GET, "/access", CallTable.TIMEOUT, this::access);
    }

    record AccessView(
            boolean read, boolean change, @Nullable String principal, String mode, String scheme) {}

    private Mono<ServerResponse> access(ServerRequest request) {
        Query.of(request);
        return visitors.of(request.exchange())
                .flatMap(visitor -> Answers.ok(new AccessView(
                        mayRead(visitor),
                        mayChange(visitor),
                        visitor instanceof Known known ? known.name() : null,
                        settings.mode().word(),
                        visitor.scheme())));
    }

    @Override
    public Mono<ServerResponse> pass(ServerRequest request, Kind kind, HandlerFunction<ServerResponse> call) {
        if (kind == Kind.CHANGE && origins.isForeign(request.exchange().getRequest())) {
            return Refusals.isForeign(request.headers().firstHeader("Origin"));
        }
        return visitors.of(request.exchange()).flatMap(visitor -> {
            Mono<ServerResponse> refusal = refusal(visitor, kind);
            return refusal == null ? admit(visitor, request, kind, call) : refusal;
        });
    }

    private boolean mayRead(Visitor visitor) {
        return visitor.isAdmitted() || settings.isReadByAnyone();
    }

    private boolean mayChange(Visitor visitor) {
        return visitor.mayChange() && settings.mode() == Mode.READ_WRITE;
    }

    private @Nullable Mono<ServerResponse> refusal(Visitor visitor, Kind kind) {
        if (visitor instanceof Blocked blocked) {
            return Refusals.mustWait(blocked.rest());
        }
        if (visitor instanceof Mistaken) {
            return Refusals.unknownToken();
        }
        return switch (kind) {
            case OPEN -> null;
            case READ -> mayRead(visitor) ? null : Refusals.needsToken();
            case CHANGE -> mayChange(visitor) ? null : noChange(visitor);
        };
    }

    private Mono<ServerResponse> noChange(Visitor visitor) {
        if (!mayRead(visitor)) {
            return Refusals.needsToken();
        }
        if (settings.mode() == Mode.READ_ONLY) {
            return Refusals.isReadOnly();
        }
        if (visitor instanceof Known known) {
            return Refusals.hasNoRole(known.name());
        }
        return visitor instanceof Bearer ? Refusals.isTokenForReading() : Refusals.needsTokenForWriting();
    }

    private static Mono<ServerResponse> admit(
            Visitor visitor, ServerRequest request, Kind kind, HandlerFunction<ServerResponse> call) {
        if (kind == Kind.CHANGE) {
            try {
                caller(visitor, request).announce(request);
            } catch (BadRequestException e) {
                return Answers.problem(HttpStatus.BAD_REQUEST, String.valueOf(e.getMessage()));
            }
        }
        return call.handle(request);
    }

    private static Caller caller(Visitor visitor, ServerRequest request) {
        if (visitor instanceof Known known) {
            return new Caller(known.name());
        }
        List<String> names = request.headers().header(BY);
        if (names.isEmpty()) {
            return new Caller("token");
        }
        return new Caller("token (" + name(String.join(", ", names)) + ")");
    }

    /** A name as it is meant: a header has only ASCII, so that others are percent-encoded (RFC 3986), as UTF-8. */
    private static String name(String sent) {
        String name = SENT.matcher(sent).matches() ? decoded(sent).trim() : "";
        boolean printable = name.codePoints().allMatch(Quote::isPrintable) && name.indexOf(0xFFFD) < 0;
        if (name.isEmpty() || !printable || name.codePointCount(0, name.length()) > LONGEST_NAME) {
            throw new BadRequestException(
                    BY, "must be 1 to 64 printable characters, all but ASCII percent-encoded: " + Quote.of(sent));
        }
        return name;
    }

    private static String decoded(String sent) {
        try {
            return UriUtils.decode(sent, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
