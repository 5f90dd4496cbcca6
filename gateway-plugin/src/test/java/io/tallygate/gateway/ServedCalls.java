package io.tallygate.gateway;

import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.io.Resource;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RequestPredicate;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;

/** The calls that a gateway serves, as its router knows them. */
@Configuration(proxyBeanMethods = false)
class ServedCalls {

    private static final String API = "/tallygate/api";

    private final Set<String> names = new TreeSet<>();

    /** The API is served by a context of its own, a child of the gateway's. */
    @EventListener
    void refreshed(ContextRefreshedEvent event) {
        ApplicationContext context = event.getApplicationContext();
        if (context.containsBean("tallygateAdminApi")) {
            context.getBean("tallygateAdminApi", RouterFunction.class).accept(new Routes());
        }
    }

    Set<String> names() {
        return names;
    }

    private final class Routes implements RouterFunctions.Visitor {
        @Override
        public void route(RequestPredicate predicate, HandlerFunction<?> handler) {
            MethodAndPath found = MethodAndPath.of(predicate);
            if (!found.method.isEmpty() && found.path.startsWith(API)) {
                names.add(found.method + " " + found.path.substring(API.length()));
            }
        }

        @Override
        public void startNested(RequestPredicate predicate) {}

        @Override
        public void endNested(RequestPredicate predicate) {}

        @Override
        public void resources(Function<ServerRequest, Mono<Resource>> lookup) {}

        @Override
        public void attributes(Map<String, Object> attributes) {}

        @Override
        public void unknown(RouterFunction<?> routerFunction) {}
    }

    /** What a predicate asks for; the visitor has a method for each thing, of which two matter. */
    private static final class MethodAndPath {

        private String method = "";
        private String path = "";

        static MethodAndPath of(RequestPredicate predicate) {
            MethodAndPath found = new MethodAndPath();
            predicate.accept((RequestPredicates.Visitor) Proxy.newProxyInstance(
                    RequestPredicates.Visitor.class.getClassLoader(),
                    new Class<?>[] {RequestPredicates.Visitor.class},
                    (proxy, called, args) -> {
                        found.told(called.getName(), args);
                        return null;
                    }));
            return found;
        }

        private void told(String what, Object[] args) {
            if (what.equals("method")) {
                method = ((Set<?>) args[0]).iterator().next().toString();
            } else if (what.equals("path")) {
                path = (String) args[0];
            }
        }
    }
}
