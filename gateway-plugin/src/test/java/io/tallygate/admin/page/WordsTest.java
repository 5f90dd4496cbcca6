package io.tallygate.admin.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;

class WordsTest {

    private static final Pattern ENTRY = Pattern.compile("^  '?([\\w.-]+)'?: (.+),$", Pattern.MULTILINE);
    private static final Pattern BLANK = Pattern.compile("\\{(\\w+)}");

    @Test
    void saysEverythingInBothLanguagesAndFillsInTheSame() {
        Map<String, Set<String>> english = blanks("en");

        assertThat(english).hasSizeGreaterThan(400);
        assertThat(blanks("zh")).isEqualTo(english);
    }

    /** What is filled into each text, by its key. */
    private static Map<String, Set<String>> blanks(String language) {
        Map<String, Set<String>> blanks = new TreeMap<>();
        ENTRY.matcher(file(language)).results().forEach(entry -> blanks.put(entry.group(1), in(entry.group(2))));
        return blanks;
    }

    private static Set<String> in(String text) {
        return BLANK.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String file(String language) {
        try {
            return new ClassPathResource("io/tallygate/admin/page/web/words/" + language + ".js")
                    .getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
