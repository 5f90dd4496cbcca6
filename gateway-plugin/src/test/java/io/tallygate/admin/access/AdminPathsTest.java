package io.tallygate.admin.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.admin.access.AdminPaths.Owner;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.server.PathContainer;

class AdminPathsTest {

    private final AdminPaths paths = new AdminPaths("/tallygate");

    @ParameterizedTest
    @CsvSource({
        "/tallygate/api, API",
        "/tallygate/api/rules, API",
        "/tallygate/api/../api/rules, API",
        "/tallygate/api/rules;x=1, API",
        "/tallygate, PAGE",
        "/tallygate/, PAGE",
        "/tallygate/apix, PAGE",
        "/tallygate/assets/1/page.js, PAGE",
        "//tallygate/api, DISGUISED",
        "/./tallygate/api, DISGUISED",
        "/public/../tallygate/api, DISGUISED",
        "/public/%2e%2e/tallygate/api, DISGUISED",
        "/tallygate;x=1/api/rules, DISGUISED",
        "/tallygate%3Bx=1/api/rules, DISGUISED",
        "/TALLYGATE/api, DISGUISED",
        "/%74allygate/api, DISGUISED",
        "/tallygate%2Fapi, DISGUISED",
        "/x%5C..%5Ctallygate/api, DISGUISED",
        "/, OTHERS",
        "/tallygated, OTHERS",
        "/public/tallygate/api, OTHERS",
        "/orders/../public, OTHERS"
    })
    void knowsItsOwn(String path, Owner owner) {
        assertThat(paths.of(PathContainer.parsePath(path))).isEqualTo(owner);
    }
}
