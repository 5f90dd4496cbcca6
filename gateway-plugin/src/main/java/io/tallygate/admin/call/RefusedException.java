package io.tallygate.admin.call;

import java.util.Map;
import org.springframework.http.HttpStatus;

/** A call that is understood and not done. */
public final class RefusedException extends RuntimeException {

    private final HttpStatus status;
    private final transient Map<String, Object> members;

    public RefusedException(HttpStatus status, String detail) {
        this(status, detail, Map.of());
    }

    /**
     * The same, with more than the detail.
     *
     * @param members what else stands in the problem
     */
    public RefusedException(HttpStatus status, String detail, Map<String, Object> members) {
        super(detail);
        this.status = status;
        this.members = Map.copyOf(members);
    }

    public HttpStatus status() {
        return status;
    }

    public Map<String, Object> members() {
        return members;
    }
}
