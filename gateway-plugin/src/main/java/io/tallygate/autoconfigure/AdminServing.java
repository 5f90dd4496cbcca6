package io.tallygate.autoconfigure;

import static org.springframework.web.reactive.function.server.RequestPredicates.path;

import io.tallygate.admin.AdminApi;
import io.tallygate.admin.access.AccessSettings;
import io.tallygate.admin.access.AdminFilter;
import io.tallygate.admin.call.Answers;
import io.tallygate.admin.page.PageRoutes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Serves the admin API and the page in the context that imports it: that of the gateway, or that of the management port. */
@Configuration(proxyBeanMethods = false)
class AdminServing {

    @Bean
    AdminFilter tallygateAdminFilter(TallygateProperties properties, AccessSettings access) {
        return new AdminFilter(new AdminSettings(properties).basePath(), access);
    }

    @Bean
    HandlerMapping tallygateAdminMapping(TallygateProperties properties, AdminApi api) {
        String base = new AdminSettings(properties).basePath();
        return new AdminMapping(
                api.routes(base).and(new PageRoutes().routes(base)).and(nothingElse(base)));
    }

    /** What is asked for under the base path, and is not there, is nobody else's. */
    private static RouterFunction<ServerResponse> nothingElse(String base) {
        return RouterFunctions.route(
                path(base).or(path(base + "/**")),
                request -> Answers.problem(HttpStatus.NOT_FOUND, "there is nothing here: \"" + request.path() + "\""));
    }
}
