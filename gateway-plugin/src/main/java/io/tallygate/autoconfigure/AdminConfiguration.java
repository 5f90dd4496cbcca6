package io.tallygate.autoconfigure;

import io.tallygate.admin.AdminApi;
import io.tallygate.admin.access.AccessGate;
import io.tallygate.admin.access.AccessSettings;
import io.tallygate.admin.access.AccessSettings.Place;
import io.tallygate.admin.call.CallGroup;
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

    @Bean
    @ConditionalOnMissingBean
    AccessSettings tallygateAccess(TallygateProperties properties, Environment environment, ListableBeanFactory beans) {
        AdminSettings settings = new AdminSettings(properties);
        settings.basePath();
        Place place = AdminPlace.of(environment);
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
