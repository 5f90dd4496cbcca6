package io.tallygate.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.data.redis.core.script.RedisScript;

/** The Lua scripts, from the files of their names. */
final class Script {

    static final RedisScript<?> APPLY = list("apply");
    static final RedisScript<?> REPORT = list("report");
    static final RedisScript<?> HEARD = list("heard");
    static final RedisScript<?> DUE = list("due");
    static final RedisScript<?> CLOSE = list("close");
    static final RedisScript<?> FORGET = list("forget");
    static final RedisScript<?> STREAMS = list("streams");
    static final RedisScript<?> KEEP = list("keep");
    static final RedisScript<?> SUMS = list("sums");
    static final RedisScript<?> RECOUNT = list("recount");
    static final RedisScript<?> RULES_FIND = list("rules_find");
    static final RedisScript<?> RULES_SINCE = list("rules_since");
    static final RedisScript<?> RULES_CHANGE = list("rules_change");
    static final RedisScript<?> RULES_BEGIN = list("rules_begin");
    static final RedisScript<?> RULES_STAGE = list("rules_stage");
    static final RedisScript<?> RULES_FORGET = list("rules_forget");
    static final RedisScript<?> RULES_SWITCH = list("rules_switch");
    static final RedisScript<?> READ = list("read");
    static final RedisScript<?> LAST = list("last");
    static final RedisScript<String> SERIES = RedisScript.of(text("series"), String.class);
    static final RedisScript<String> SCAN = RedisScript.of(text("scan"), String.class);
    static final RedisScript<String> LIVE = RedisScript.of(text("live"), String.class);

    private Script() {}

    private static RedisScript<?> list(String name) {
        return RedisScript.of(text("counts") + text(name), List.class);
    }

    private static String text(String name) {
        try (InputStream file = Script.class.getResourceAsStream(name + ".lua")) {
            if (file == null) {
                throw new IllegalStateException("script is missing from the jar: \"" + name + ".lua\"");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
