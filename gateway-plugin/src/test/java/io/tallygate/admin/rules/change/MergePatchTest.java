package io.tallygate.admin.rules.change;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class MergePatchTest {

    private static final JsonMapper JSON = new JsonMapper();

    /** Among them the cases of RFC 7396, appendix A. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"a":"b"}           | {"a":"c"}             | {"a":"c"}
            {"a":"b"}           | {"b":"c"}             | {"a":"b","b":"c"}
            {"a":"b"}           | {"a":null}            | {}
            {"a":"b","b":"c"}   | {"a":null}            | {"b":"c"}
            {"a":["b"]}         | {"a":"c"}             | {"a":"c"}
            {"a":"c"}           | {"a":["b"]}           | {"a":["b"]}
            {"a":{"b":"c"}}     | {"a":{"b":"d","c":null}} | {"a":{"b":"d"}}
            {"a":[{"b":"c"}]}   | {"a":[1]}             | {"a":[1]}
            {"e":null}          | {"a":1}               | {"e":null,"a":1}
            {}                  | {"a":{"bb":{"ccc":null}}} | {"a":{"bb":{}}}
            {"a":{"b":1,"c":2}} | {"a":{"b":{"d":null}}} | {"a":{"b":{},"c":2}}
            """)
    void changesWhatIsNamedAndNothingElse(String target, String patch, String merged) {
        assertThat(MergePatch.apply(JSON.readTree(target), JSON.readTree(patch)))
                .isEqualTo(JSON.readTree(merged));
    }
}
