package io.tallygate.admin.rules.change;

import io.tallygate.admin.call.BadRequestException;
import io.tallygate.admin.call.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.ServerRequest;

/**
 * Which state of a rule a change is meant for.
 *
 * @param any whatever state it is in
 * @param versions the versions that it may have
 */
record IfMatch(boolean any, List<Long> versions) {

    private static final Pattern VERSION = Pattern.compile("\"(\\d{1,18})\"");

    /** What the header says. */
    static IfMatch of(ServerRequest request) {
        List<String> headers = request.headers().header("If-Match");
        if (headers.isEmpty()) {
            throw new RefusedException(
                    HttpStatus.PRECONDITION_REQUIRED,
                    "If-Match must be given: the ETag of the rule that the change is meant for, or * to overwrite");
        }
        List<Long> versions = new ArrayList<>();
        for (String part : String.join(",", headers).split(",", -1)) {
            String tag = part.strip();
            if (tag.equals("*")) {
                return new IfMatch(true, List.of());
            }
            var version = VERSION.matcher(tag);
            if (!version.matches()) {
                throw new BadRequestException(
                        "If-Match", "must be an ETag of a dynamic rule such as \"7\", or *: \"" + part.strip() + "\"");
            }
            versions.add(Long.parseLong(version.group(1)));
        }
        return new IfMatch(false, versions);
    }

    boolean holds(long version) {
        return any || versions.contains(version);
    }
}
