package io.tallygate.autoconfigure;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/** Refuses to start where the admin API is wanted and there is no management port to serve it on. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "tallygate.admin.enabled")
class AdminCheck {

    private static final String ACTUATOR =
            "org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType";

    @Bean
    static InitializingBean tallygateAdminCheck(Environment environment, TallygateProperties properties) {
        return () -> {
            if (!ClassUtils.isPresent(ACTUATOR, AdminCheck.class.getClassLoader())) {
                throw refusal(
                        "the admin API is served on the management port, and there is none without Actuator",
                        "Add the dependency org.springframework.boot:spring-boot-starter-actuator and set "
                                + "management.server.port, such as 8081");
            }
            if (!PortCheck.hasOwnPort(environment)) {
                throw refusal(
                        "the admin API is served on a management port of its own, and management.server.port is \""
                                + environment.getProperty("management.server.port", "") + "\"",
                        "Set management.server.port to a port other than the gateway's, such as 8081");
            }
            String path = properties.admin().basePath();
            if (!path.matches("(/[A-Za-z0-9._~-]+)+")) {
                throw new InvalidPropertyException(
                        "tallygate.admin.base-path",
                        "must be a path such as \"/tallygate\", without a slash at its end: \"" + path + "\"");
            }
        };
    }

    private static InvalidPropertyException refusal(String reason, String action) {
        return new InvalidPropertyException(
                "tallygate.admin.enabled", reason, action + ", or set tallygate.admin.enabled=false.");
    }

    /** Loaded only where Actuator is there. */
    private static final class PortCheck {
        static boolean hasOwnPort(Environment environment) {
            return ManagementPortType.get(environment) == ManagementPortType.DIFFERENT;
        }
    }
}
