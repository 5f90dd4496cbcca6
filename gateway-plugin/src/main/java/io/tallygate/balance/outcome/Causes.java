package io.tallygate.balance.outcome;

import io.netty.handler.timeout.ReadTimeoutException;
import io.tallygate.hit.Cause;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import org.springframework.cloud.gateway.support.NotFoundException;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ResponseStatus;
import reactor.netty.channel.AbortedException;

/** Tells what an error stands for. */
final class Causes {

    private static final int DEEPEST = 10;

    private Causes() {}

    /** Why a request or attempt that ended with this error failed. */
    static Cause of(Throwable error) {
        Throwable e = error;
        for (int depth = 0; e != null && depth < DEEPEST; depth++, e = e.getCause()) {
            Cause cause = direct(e);
            if (cause != Cause.GATEWAY) {
                return cause;
            }
        }
        return Cause.GATEWAY;
    }

    private static Cause direct(Throwable e) {
        if (e instanceof NotFoundException) {
            return Cause.NO_INSTANCE;
        }
        if (e instanceof ConnectException || e instanceof UnknownHostException || e instanceof NoRouteToHostException) {
            return Cause.CONNECT;
        }
        if (e instanceof TimeoutException
                || e instanceof ReadTimeoutException
                || e instanceof org.springframework.cloud.gateway.support.TimeoutException) {
            return Cause.TIMEOUT;
        }
        return e instanceof IOException || e instanceof AbortedException ? Cause.RESET : Cause.GATEWAY;
    }

    /** Whether the error is a filter's own answer to a bad request, rather than a failure to serve a good one. */
    static boolean isRefusal(Throwable error) {
        return statusOf(error) / 100 == 4 && of(error) == Cause.GATEWAY;
    }

    /** The status that the gateway answers this error with, as Spring Boot finds it. */
    static int statusOf(Throwable error) {
        return error instanceof ErrorResponse response
                ? response.getStatusCode().value()
                : MergedAnnotations.from(error.getClass(), SearchStrategy.TYPE_HIERARCHY)
                        .get(ResponseStatus.class)
                        .getValue("code", HttpStatus.class)
                        .orElse(HttpStatus.INTERNAL_SERVER_ERROR)
                        .value();
    }
}
