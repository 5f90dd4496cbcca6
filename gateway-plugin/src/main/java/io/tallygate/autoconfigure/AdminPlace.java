package io.tallygate.autoconfigure;

import io.tallygate.admin.access.AccessSettings.Place;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.ClassUtils;

/** Where the admin API is served: on the management port if there is one of its own, else on the gateway's. */
final class AdminPlace {

    private static final String ACTUATOR =
            "org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType";

    private AdminPlace() {}

    static Place of(Environment environment) {
        boolean own = hasActuator() ? Ports.hasTwo(environment) : isMissing(environment);
        return own ? Place.MANAGEMENT_PORT : Place.GATEWAY_PORT;
    }

    private static boolean hasActuator() {
        return ClassUtils.isPresent(ACTUATOR, AdminPlace.class.getClassLoader());
    }

    /**
     * Whether a management port is wanted that nobody opens, for there is no Actuator. Then the API is served nowhere:
     * whoever wants it there does not want it on the gateway's port.
     */
    static boolean isMissing(Environment environment) {
        String port = environment.getProperty("management.server.port", "");
        return !hasActuator()
                && !port.isBlank()
                && !port.startsWith("-")
                && !port.equals(environment.getProperty("server.port", "8080"));
    }

    /** Loaded only where Actuator is there. */
    private static final class Ports {
        static boolean hasTwo(Environment environment) {
            return ManagementPortType.get(environment) == ManagementPortType.DIFFERENT;
        }
    }

    /** Holds where it is the gateway's port. */
    static final class IsGateway extends SpringBootCondition {
        @Override
        public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
            Place place = of(context.getEnvironment());
            return new ConditionOutcome(
                    place == Place.GATEWAY_PORT,
                    ConditionMessage.forCondition("Admin API").because("it is served on the " + place));
        }
    }
}
