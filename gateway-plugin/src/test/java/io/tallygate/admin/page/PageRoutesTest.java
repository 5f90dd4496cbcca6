package io.tallygate.admin.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient;

class PageRoutesTest {

    private static final Pattern ASSET = Pattern.compile("(?:src|href)=\"(assets/[^\"]+)\"");

    private final WebTestClient client = WebTestClient.bindToRouterFunction(new PageRoutes().routes("/ops/tally"))
            .configureClient()
            .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(4 * 1024 * 1024))
            .build();

    @Test
    void sendsTheBarePathToThePageWhateverStandsBeforeIt() {
        client.get()
                .uri("/ops/tally")
                .exchange()
                .expectStatus()
                .isPermanentRedirect()
                .expectHeader()
                .location("tally/");
    }

    @Test
    void servesEveryFileThatThePageNamesForEver() {
        Matcher assets = ASSET.matcher(index());
        int found = 0;
        while (assets.find()) {
            client.get()
                    .uri("/ops/tally/" + assets.group(1))
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectHeader()
                    .valueMatches("Cache-Control", "max-age=31536000, public, immutable");
            found++;
        }
        assertThat(found).isGreaterThan(40);
    }

    @Test
    void asksBrowsersToLookForANewPageEachTime() {
        client.get().uri("/ops/tally/").exchange().expectHeader().valueEquals("Cache-Control", "no-cache");
    }

    @Test
    void allowsNothingInlineButTheImportMap() {
        String policy = client.get()
                .uri("/ops/tally/")
                .exchange()
                .returnResult(String.class)
                .getResponseHeaders()
                .getFirst("Content-Security-Policy");

        assertThat(policy)
                .contains("default-src 'none'", "script-src 'self' 'sha256-", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
    }

    @Test
    void packsFilesForThoseWhoCanUnpackThem() {
        String echarts = "/ops/tally/" + version() + "/lib/echarts/echarts.esm.min.js";

        assertThat(length(echarts, "br, gzip")).isLessThan(400_000);
        assertThat(length(echarts, "identity")).isGreaterThan(1_000_000);
    }

    @Test
    void knowsNoOtherFiles() {
        for (String path : new String[] {"/nothing.js", "/../PageRoutes.class", "/%2e%2e/PageRoutes.class", "/"}) {
            client.get()
                    .uri("/ops/tally/" + version() + path)
                    .exchange()
                    .expectStatus()
                    .isNotFound();
        }
        client.get()
                .uri("/ops/tally/assets/0000/app.js")
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    @Test
    void bringsTheLicencesOfItsLibraries() {
        for (String library : new String[] {"lit", "lit-html", "lit-element", "reactive-element", "echarts"}) {
            client.get()
                    .uri("/ops/tally/" + version() + "/lib/" + library + "/LICENSE")
                    .exchange()
                    .expectStatus()
                    .isOk();
        }
    }

    private String index() {
        String index = client.get()
                .uri("/ops/tally/")
                .exchange()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        return index == null ? "" : index;
    }

    /** "assets/" and the version. */
    private String version() {
        Matcher asset = ASSET.matcher(index());
        assertThat(asset.find()).isTrue();
        return asset.group(1).substring(0, asset.group(1).indexOf('/', "assets/".length()));
    }

    private int length(String path, String accepted) {
        byte[] body = client.get()
                .uri(path)
                .header(HttpHeaders.ACCEPT_ENCODING, accepted)
                .exchange()
                .expectBody()
                .returnResult()
                .getResponseBodyContent();
        return body == null ? 0 : body.length;
    }
}
