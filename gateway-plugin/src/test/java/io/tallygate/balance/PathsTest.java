package io.tallygate.balance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.server.PathContainer;

/** Paths as rules see them, and as targets get them. */
class PathsTest {

    private static List<String> segments(String path) {
        return RequestFacts.segments(PathContainer.parsePath(path));
    }

    @Test
    void decodesSegmentsAndKeepsEmptyOnes() {
        assertThat(segments("/a/b")).containsExactly("a", "b");
        assertThat(segments("/")).containsExactly("");
        assertThat(segments("")).isEmpty();
        assertThat(segments("/a/")).containsExactly("a", "");
        assertThat(segments("//a")).containsExactly("", "a");
        assertThat(segments("/a%20b/c%2Fd;v=1")).containsExactly("a b", "c/d");
    }

    @ParameterizedTest
    @CsvSource({"/a/b/c,1,/b/c", "/a/b/c,2,/c", "/a/b/c,3,/", "/a,5,/", "/a/,1,/", "/a%20b/c%2Fd,1,/c%2Fd"})
    void stripsLeadingSegmentsAndLeavesTheRestEncoded(String path, int segments, String stripped) {
        assertThat(TargetFilter.stripped(path, segments)).isEqualTo(stripped);
    }
}
