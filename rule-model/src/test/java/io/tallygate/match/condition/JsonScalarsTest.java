package io.tallygate.match.condition;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonScalarsTest {

    @Test
    void findsAScalarInObjectsAndArrays() {
        String json =
                "{\"user\": {\"name\": \"x\", \"tier\": \"gold\"}, \"items\": [[], {\"id\": \"a\"}, {\"id\": \"b\"}]}";

        assertThat(find("/user/tier", json)).contains("gold");
        assertThat(find("/items/2/id", json)).contains("b");
        assertThat(find("/0", "[\"first\"]")).contains("first");
        assertThat(find("", "\"alone\"")).contains("alone");
    }

    @Test
    void findsNothingWhereThePointerLeadsNowhere() {
        String json = "{\"user\": {\"tier\": \"gold\"}, \"items\": [\"a\"]}";

        assertThat(find("/user/name", json)).isEmpty();
        assertThat(find("/tier", json)).isEmpty();
        assertThat(find("/items/1", json)).isEmpty();
        assertThat(find("/items/-", json)).isEmpty();
        assertThat(find("/items/00", json)).isEmpty();
        assertThat(find("/user/tier/deeper", json)).isEmpty();
        assertThat(find("", json)).isEmpty();
    }

    @Test
    void takesNoObjectOrArrayForAValue() {
        assertThat(find("/a", "{\"a\": {\"b\": \"x\"}}")).isEmpty();
        assertThat(find("/a", "{\"a\": [\"x\"]}")).isEmpty();
    }

    @Test
    void readsTheEscapesOfAPointer() {
        String json = "{\"a/b\": 1, \"m~n\": 2, \"~1\": 3, \"\": 4, \"c d\": 5}";

        assertThat(find("/a~1b", json)).contains("1");
        assertThat(find("/m~0n", json)).contains("2");
        assertThat(find("/~01", json)).contains("3");
        assertThat(find("/", json)).contains("4");
        assertThat(find("/c d", json)).contains("5");
    }

    @Test
    void givesScalarsAsTheyAreWritten() {
        String json = "[1, -1.50, 1e3, 100000000000000000000, true, false, null, \"\", \"\\u00e9\\n\"]";

        assertThat(find("/0", json)).contains("1");
        assertThat(find("/1", json)).contains("-1.50");
        assertThat(find("/2", json)).contains("1e3");
        assertThat(find("/3", json)).contains("100000000000000000000");
        assertThat(find("/4", json)).contains("true");
        assertThat(find("/5", json)).contains("false");
        assertThat(find("/6", json)).contains("null");
        assertThat(find("/7", json)).contains("");
        assertThat(find("/8", json)).contains("é\n");
    }

    @Test
    void takesTheFirstOfTwoFieldsWithOneName() {
        assertThat(find("/a", "{\"a\": 1, \"a\": 2}")).contains("1");
    }

    @Test
    void readsNoFurtherThanTheScalar() {
        assertThat(find("/a", "{\"a\": \"x\", \"b\"")).contains("x");
        assertThat(find("/a", "{\"a\": \"x\"} garbage")).contains("x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a=1",
                "<a>1</a>",
                "{",
                "{\"a\"",
                "{\"a\":",
                "{\"a\": \"x",
                "{\"b\": 1",
                "{a: 1}",
                "{\"a\": 'x'}",
                "{\"b\": +, \"a\": 1}",
                "{\"a\": tru"
            })
    void findsNothingInWhatIsNoJson(String text) {
        assertThat(find("/a", text)).isEmpty();
    }

    @Test
    void findsNothingInMalformedText() {
        byte[] broken = "{\"a\": \"x?y\"}".getBytes(StandardCharsets.UTF_8);
        broken[8] = (byte) 0xC3;

        assertThat(find("/a", broken)).isEmpty();
    }

    @Test
    void readsTheOtherUnicodeEncodingsOfJson() {
        assertThat(find("/a", "{\"a\": \"é\"}".getBytes(StandardCharsets.UTF_16BE)))
                .contains("é");
    }

    @Test
    void findsNothingBehindOrInsideWhatIsNestedTooDeep() {
        String deep = "[".repeat(100_000);

        assertThat(find("/a", deep)).isEmpty();
        assertThat(find("/0".repeat(1000), deep)).isEmpty();
        assertThat(find("/a", "{\"b\": " + "[".repeat(2000) + "]".repeat(2000) + ", \"a\": 1}"))
                .isEmpty();
        assertThat(find("/a", "{\"b\":".repeat(100_000))).isEmpty();
    }

    @Test
    void findsNothingInNamesAndNumbersBeyondMeasure() {
        assertThat(find("/a", "{\"" + "b".repeat(60_000) + "\": 1, \"a\": 1}")).isEmpty();
        assertThat(find("/a", "{\"a\": " + "9".repeat(60_000) + "}")).isEmpty();
    }

    @Test
    void findsTheScalarsOfAllItsPointersInOnePass() {
        String json = "{\"a\": {\"x\": 1, \"y\": [2, {\"z\": 3}]}, \"b\": 4, \"a\": {\"x\": 9, \"w\": 5}}";

        assertThat(findAll(json, "/a/x", "/a/y/0", "/a/y/1/z", "/b", "/a/w", "/c", "/a"))
                .containsExactlyInAnyOrder("/a/x=1", "/a/y/0=2", "/a/y/1/z=3", "/b=4", "/a/w=5");
    }

    @Test
    void keepsWhatCameBeforeAMalformedPlace() {
        assertThat(findAll("{\"a\": 1, \"b\": 2, oops \"c\": 3}", "/a", "/b", "/c"))
                .containsExactly("/a=1", "/b=2");
    }

    private static List<String> findAll(String json, String... pointers) {
        List<String> found = new ArrayList<>();
        JsonScalars.at(Stream.of(pointers).collect(Collectors.toMap(Function.identity(), Function.identity())))
                .any(json.getBytes(StandardCharsets.UTF_8), (pointer, scalar) -> {
                    found.add(pointer + "=" + scalar);
                    return false;
                });
        return found;
    }

    private static Optional<String> find(String pointer, String json) {
        return find(pointer, json.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<String> find(String pointer, byte[] json) {
        AtomicReference<String> found = new AtomicReference<>();
        JsonScalars.at(Map.of(pointer, pointer)).any(json, (kept, scalar) -> found.compareAndSet(null, scalar));
        return Optional.ofNullable(found.get());
    }
}
