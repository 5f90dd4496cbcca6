package io.tallygate.balance;

import io.netty.handler.codec.http.cookie.ServerCookieDecoder;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpCookie;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.AbstractServerHttpRequest;
import org.springframework.http.server.reactive.SslInfo;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import reactor.core.publisher.Flux;

/** A request that nobody sent, read by the code that reads those that somebody did: Spring's, and Netty's for cookies. */
final class DryRequest extends AbstractServerHttpRequest {

    DryRequest(HttpMethod method, URI uri, HttpHeaders headers) {
        super(method, uri, null, headers);
    }

    @Override
    protected MultiValueMap<String, HttpCookie> initCookies() {
        MultiValueMap<String, HttpCookie> cookies = new LinkedMultiValueMap<>();
        for (String header : getHeaders().getOrEmpty(HttpHeaders.COOKIE)) {
            ServerCookieDecoder.STRICT
                    .decodeAll(header)
                    .forEach(cookie -> cookies.add(cookie.name(), new HttpCookie(cookie.name(), cookie.value())));
        }
        return cookies;
    }

    @Override
    protected @Nullable SslInfo initSslInfo() {
        return null;
    }

    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // as the class has it
    public <T> T getNativeRequest() {
        throw new IllegalStateException("nobody sent this request");
    }

    @Override
    public Flux<DataBuffer> getBody() {
        return Flux.empty();
    }
}
