package io.tallygate.autoconfigure;

import io.tallygate.admin.AdminApi;
import io.tallygate.admin.access.AccessGate;
import io.tallygate.admin.access.AccessSettings;
import io.tallygate.admin.access.AccessSettings.Place;
import io.tallygate.admin.call.CallGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/** The admin API and who may use it, wherever it is served. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "tallygate.admin.enabled")
@Import({AdminRulesConfiguration.class, AdminCallsConfiguration.class})
class AdminConfiguration {

    private static final Logger log = LoggerFactory.getLogger(AdminConfiguration.class);

    @Bean
    @ConditionalOnMissingBean
    AccessSettings tallygateAccess(TallygateProperties properties, Environment environment, ListableBeanFactory beans) {
        AdminSettings settings = new AdminSettings(properties);
        settings.basePath();
        Place place = AdminPlace.of(environment);
        if (AdminPlace.isMissing(environment)) {
            log.warn(
                    "The admin API is not served: management.server.port is \"{}\", and there is no Actuator to open that"
                            + " port. Add org.springframework.boot:spring-boot-starter-actuator, or take that property"
                            + " away to have the API on the gateway's port",
                    environment.getProperty("management.server.port"));
        }
        AccessSettings access = settings.access(place);
        AdminCheck.check(properties.admin(), place, beans);
        return access;
    }

    @Bean
    @ConditionalOnMissingBean
    AccessGate tallygateGate(AccessSettings access) {
        return new AccessGate(access, System::nanoTime);
    }

    @Bean
    @ConditionalOnMissingBean
    AdminApi tallygateAdminApi(AccessGate gate, ObjectProvider<CallGroup> groups) {
        return new AdminApi(gate, groups.orderedStream().toList());
    }

    @Configuration(proxyBeanMethods = false)
    @Conditional(AdminPlace.IsGateway.class)
    @Import(AdminServing.class)
    static class OnGatewayPort {}
}
