package io.tallygate.balance.body;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.balance.body.SkippedBodies.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/** What a request's headers tell of its body. */
class BodyPolicyTest {

    private static final BodySettings SETTINGS = new BodySettings(
            100, Duration.ofSeconds(1), List.of(MediaType.APPLICATION_JSON, MediaType.valueOf("text/*")));

    /** Of a JSON body of ten bytes, with these headers besides, or instead. */
    private static Optional<Reason> whyNot(String... namesAndValues) {
        return BodyPolicy.whyNot(headers(namesAndValues), SETTINGS);
    }

    private static HttpHeaders headers(String... namesAndValues) {
        HttpHeaders headers = new HttpHeaders();
        headers.set("Content-Type", "application/json");
        headers.set("Content-Length", "10");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers.set(namesAndValues[i], namesAndValues[i + 1]);
        }
        return headers;
    }

    @Test
    void readsListedMediaTypes() {
        assertThat(whyNot()).isEmpty();
        assertThat(whyNot("Content-Type", "text/plain;charset=latin1")).isEmpty();
        assertThat(whyNot("Content-Encoding", "identity")).isEmpty();
    }

    @Test
    void readsWhatHasNoLength() {
        HttpHeaders chunked = headers("Transfer-Encoding", "chunked");
        chunked.remove("Content-Length");
        assertThat(BodyPolicy.announcesBody(chunked)).isTrue();
        assertThat(BodyPolicy.whyNot(chunked, SETTINGS)).isEmpty();
        assertThat(whyNot("Content-Length", "many")).isEmpty();
    }

    @Test
    void knowsWhereThereIsNone() {
        assertThat(whyNot("Content-Length", "0")).contains(Reason.ABSENT);
        HttpHeaders none = new HttpHeaders();
        assertThat(BodyPolicy.announcesBody(none)).isFalse();
        assertThat(BodyPolicy.whyNot(none, SETTINGS)).contains(Reason.ABSENT);
    }

    @Test
    void skipsAtOnceWhatSaysThatItIsTooLarge() {
        assertThat(whyNot("Content-Length", "100")).isEmpty();
        assertThat(whyNot("Content-Length", "101")).contains(Reason.TOO_LARGE);
    }

    @Test
    void skipsOtherMediaTypes() {
        assertThat(whyNot("Content-Type", "multipart/form-data; boundary=x")).contains(Reason.MEDIA_TYPE);
        assertThat(whyNot("Content-Type", "no media type")).contains(Reason.MEDIA_TYPE);
        assertThat(whyNot("Content-Type", "text/plain;charset=none-such")).contains(Reason.MEDIA_TYPE);
    }

    @Test
    void skipsGrpcEvenWhereItIsListed() {
        BodySettings all = new BodySettings(100, Duration.ofSeconds(1), List.of(MediaType.ALL));
        for (String type : List.of("application/grpc", "application/grpc+proto", "application/grpc-web-text")) {
            assertThat(BodyPolicy.whyNot(headers("Content-Type", type), all)).contains(Reason.MEDIA_TYPE);
        }
    }

    @Test
    void skipsWhatIsCompressed() {
        assertThat(whyNot("Content-Encoding", "gzip")).contains(Reason.ENCODED);
        assertThat(whyNot("Content-Encoding", "identity, gzip")).contains(Reason.ENCODED);
    }

    @Test
    void skipsUpgradesButNotAnOfferOfHttp2() {
        assertThat(whyNot("Upgrade", "websocket")).contains(Reason.UPGRADE);
        assertThat(whyNot("Upgrade", "h2c")).isEmpty();
    }

    @Test
    void takesUtf8WhereNoCharsetIsNamed() {
        assertThat(BodyPolicy.charset(headers())).isEqualTo(StandardCharsets.UTF_8);
        assertThat(BodyPolicy.charset(headers("Content-Type", "text/plain;charset=latin1")))
                .isEqualTo(StandardCharsets.ISO_8859_1);
        assertThat(BodyPolicy.charset(headers("Content-Type", "nonsense"))).isEqualTo(StandardCharsets.UTF_8);
    }
}
