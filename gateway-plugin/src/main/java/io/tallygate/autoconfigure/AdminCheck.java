package io.tallygate.autoconfigure;

import io.tallygate.admin.access.AccessSettings.Place;
import io.tallygate.autoconfigure.TallygateProperties.Admin;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.security.web.server.WebFilterChainProxy;
import org.springframework.util.ClassUtils;

/** Refuses to start where the admin API is wanted, and lacks what it takes to know who asks. */
final class AdminCheck {

    private static final String SECURITY = "org.springframework.security.web.server.WebFilterChainProxy";

    private static final String WAYS_TO_READ = """
            Choose one of these ways:
                - set management.server.port to a port other than the gateway's, such as 8081, with the dependency
                  org.springframework.boot:spring-boot-starter-actuator; the admin API is then served only there
                - set tallygate.admin.tokens.read, of at least 16 characters
                - secure the gateway with Spring Security
                - set tallygate.admin.enabled=false""";
    private static final String WAYS_TO_CHANGE = """
            Choose one of these ways:
                - set tallygate.admin.tokens.write, of at least 16 characters
                - secure the gateway with Spring Security, and give the role TALLYGATE_ADMIN
                - set tallygate.admin.access=read-only""";

    private AdminCheck() {}

    static void check(Admin admin, Place place, ListableBeanFactory beans) {
        if (hasSecurity(beans)) {
            return;
        }
        boolean reads = admin.tokens().read() != null || admin.tokens().write() != null;
        if (place == Place.GATEWAY_PORT && !reads) {
            throw new InvalidPropertyException(
                    "tallygate.admin.enabled",
                    "there is no management port of its own, so everyone who reaches the gateway could read",
                    WAYS_TO_READ);
        }
        if (admin.access().equals("read-write") && admin.tokens().write() == null) {
            throw new InvalidPropertyException(
                    "tallygate.admin.access",
                    "is \"read-write\", and nothing tells who may change something",
                    WAYS_TO_CHANGE);
        }
    }

    private static boolean hasSecurity(ListableBeanFactory beans) {
        return ClassUtils.isPresent(SECURITY, AdminCheck.class.getClassLoader()) && Chains.areThere(beans);
    }

    /** Loaded only where Spring Security is there. */
    private static final class Chains {
        static boolean areThere(ListableBeanFactory beans) {
            return beans.getBeanNamesForType(WebFilterChainProxy.class, true, false).length > 0;
        }
    }
}
