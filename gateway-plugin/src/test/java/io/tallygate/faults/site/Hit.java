package io.tallygate.faults.site;

import java.time.Instant;

/**
 * One request, as its client or its node saw it.
 *
 * @param gateway the name of the gateway that it was sent to
 * @param rule the rule that it was made for
 * @param node the node that answered; {@value #NOBODY} if the client does not know
 * @param status of the answer; 0 if the connection broke off before one came
 * @param at when the answer came, or when it was given up
 */
public record Hit(long id, String gateway, String rule, String node, int status, Instant at) {

    static final String NOBODY = "-";

    boolean isAnswered() {
        return status > 0;
    }

    String outcome() {
        return status < 500 ? "success" : "failure";
    }
}
