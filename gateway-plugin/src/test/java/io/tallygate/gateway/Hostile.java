package io.tallygate.gateway;

import java.util.List;

/** What nobody should send to the admin API. */
final class Hostile {

    /** Values of parameters. */
    static final List<String> VALUES = List.of(
            "",
            " ",
            "\0",
            "a\nb",
            "\u001b[31m",
            "\u202e",
            "\ud83d\ude00",
            "'; DROP TABLE rules; --",
            "<script>alert(1)</script>",
            "../../etc/passwd",
            "..;/",
            "${jndi:ldap://x}",
            "%",
            "%00",
            "|{}",
            "*",
            "-1",
            "+1",
            "0",
            "1e9",
            "2147483648",
            "9223372036854775808",
            "NaN",
            "null",
            "true",
            "1969-12-31T23:59:59Z",
            "2199-12-31T23:59:59.999999999Z",
            "+1000000000-12-31T23:59:59Z",
            "2026-02-30T00:00:00Z",
            "2026-11-20T10:15:00+01:00",
            "x".repeat(1000));

    /** Paths and queries that are not even encoded as they should be. */
    static final List<String> BROKEN = List.of(
            "/rules?q=%",
            "/rules?q=%zz",
            "/rules?q=%C3%28",
            "/rules?%zz=1",
            "/rules?=1",
            "/rules?&&&",
            "/rules?q=a=b&c",
            "/rules/%zz",
            "/rules/%2e%2e",
            "/rules/%2F%2F/hits",
            "/rules/%C0%80/hits",
            "/nodes/hits?service=%ff&node=%fe",
            "//",
            "/%00",
            "/rules;a=b",
            "/rules?q=\u00e9",
            "/rules?q=[]",
            "/rules?q=\"",
            "/rules?q=<>",
            "/rules/a|b");

    /** Values of If-Match. */
    static final List<String> TAGS = List.of("*", "configuration", "\"1\"", "\"2\"", "x", "\"\"", "W/\"1\"");

    /** Types of bodies; the last one is the one that most calls have. */
    static final List<String> TYPES =
            List.of("text/plain", "application/yaml", "application/merge-patch+json", "x", "application/json");

    /** Bodies: of each call a good one, and what is none. */
    static final List<String> BODIES = List.of(
            "{\"path\":\"/order/1\",\"headers\":{\"X-Fail\":[\"1\"]}}",
            "{\"path\":\"/%zz\"}",
            "{\"path\":\"/" + "a/".repeat(1000) + "\",\"host\":\"" + "h".repeat(300) + "\",\"body\":\"\\u0000\"}",
            "[".repeat(5000),
            "{\"a\":".repeat(2000),
            "\u0000\ufffe",
            "",
            "null",
            "1",
            "[]",
            "{}",
            "{\"state\":\"offline\"}",
            "{\"state\":\"online\"}",
            "{\"state\":[]}",
            "{\"enabled\":false}",
            "{\"enabled\":null,\"match\":null}",
            "{\"priority\":1e400}",
            "{\"priority\":99999999999999999999}",
            "{\"id\":\"order\",\"strategy\":\"api\",\"match\":{\"path\":\"/x/**\"},\"target\":{\"service\":\"order\"}}",
            "{\"id\":\"orders\",\"strategy\":\"api\",\"match\":{\"path\":\"/x\"},\"target\":{\"service\":\"order\"}}",
            "{\"id\":\"a\",\"strategy\":\"header\",\"match\":{\"key\":\"X\",\"regex\":\"(a+)+$\"},\"target\":{\"service\":\"order\"}}",
            "{\"id\":\"a\",\"strategy\":\"body\",\"match\":{\"mode\":\"json\",\"pointer\":\"x\",\"values\":[\"\\u0000\"]},\"target\":{\"service\":\"\"}}",
            "{\"id\":\"../a\",\"strategy\":\"x\",\"match\":[],\"and\":[null],\"methods\":[null],\"target\":1}",
            "{\"rules\":[{\"id\":\"order\",\"strategy\":\"param\",\"match\":{\"key\":\"p\",\"present\":true},\"target\":{\"service\":\"order\"}}]}",
            "{\"rules\":[null,{}]}",
            "rules: &a [*a]",
            "!!javax.script.ScriptEngineManager []");

    private Hostile() {}
}
