package io.tallygate.admin.page;

import static org.springframework.web.reactive.function.server.RequestPredicates.GET;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Serves the operators' page. It needs no token: it holds nothing but itself, and asks the API for what it shows. Its
 * links are relative, so that it works under any base path and behind any prefix that a proxy takes off.
 */
public final class PageRoutes {

    private static final Map<String, MediaType> TYPES = Map.of(
            "js", MediaType.parseMediaType("text/javascript;charset=UTF-8"),
            "css", MediaType.parseMediaType("text/css;charset=UTF-8"),
            "svg", MediaType.parseMediaType("image/svg+xml"));
    private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");
    private static final MediaType TEXT = MediaType.parseMediaType("text/plain;charset=UTF-8");

    /** Read when the page is first asked for, and then kept. */
    private final Mono<PageFiles> files = Mono.fromCallable(PageFiles::read)
            .subscribeOn(Schedulers.boundedElastic())
            .cache();

    /**
     * The page and its files.
     *
     * @param basePath the path of the page without a slash at its end, such as "/tallygate"
     */
    public RouterFunction<ServerResponse> routes(String basePath) {
        return RouterFunctions.route()
                .route(GET(basePath), request -> redirect(basePath))
                .route(GET(basePath + "/"), request -> files.flatMap(PageRoutes::index))
                .route(
                        GET(basePath + "/assets/{version}/{*path}"),
                        request -> files.flatMap(files -> file(files, request)))
                .build();
    }

    private static Mono<ServerResponse> redirect(String basePath) {
        String last = basePath.substring(basePath.lastIndexOf('/') + 1);
        return ServerResponse.status(HttpStatus.PERMANENT_REDIRECT)
                .location(URI.create(last + "/"))
                .build();
    }

    private static Mono<ServerResponse> index(PageFiles files) {
        return ServerResponse.ok()
                .contentType(HTML)
                .cacheControl(CacheControl.noCache())
                .header("Content-Security-Policy", policy(files.importMapHash()))
                .bodyValue(files.index());
    }

    private static Mono<ServerResponse> file(PageFiles files, ServerRequest request) {
        String path = request.pathVariable("path").substring(1);
        byte[] packed = request.pathVariable("version").equals(files.version()) ? files.packed(path) : null;
        if (packed == null) {
            return ServerResponse.notFound().build();
        }
        boolean gzip = request.headers().header(HttpHeaders.ACCEPT_ENCODING).stream()
                .anyMatch(accepted -> accepted.contains("gzip"));
        // Unpacking the largest file takes some milliseconds, which are not the event loop's to give.
        Mono<byte[]> bytes = gzip
                ? Mono.just(packed)
                : Mono.fromSupplier(() -> PageFiles.unpack(packed)).subscribeOn(Schedulers.boundedElastic());
        ServerResponse.BodyBuilder answer = ServerResponse.ok()
                .contentType(TYPES.getOrDefault(path.substring(path.lastIndexOf('.') + 1), TEXT))
                .cacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable())
                .headers(headers -> {
                    headers.setVary(List.of(HttpHeaders.ACCEPT_ENCODING));
                    if (gzip) {
                        headers.set(HttpHeaders.CONTENT_ENCODING, "gzip");
                    }
                });
        return bytes.flatMap(answer::bodyValue);
    }

    private static String policy(String importMapHash) {
        return "default-src 'none'; script-src 'self' '" + importMapHash + "'; style-src 'self'; img-src 'self' data:; "
                + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'";
    }
}
