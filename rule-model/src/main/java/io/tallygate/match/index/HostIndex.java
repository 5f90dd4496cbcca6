package io.tallygate.match.index;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rules by their host: by the whole name, or by what follows the star, tried at each dot of the request's. */
final class HostIndex extends Index {

    private final Map<String, Index> byName;
    private final Map<String, Index> bySuffix;
    private final int longestSuffix;

    HostIndex(Map<String, Index> hosts) {
        super(firstOf(hosts.values()));
        Map<String, Index> names = new HashMap<>();
        Map<String, Index> suffixes = new HashMap<>();
        hosts.forEach((host, index) -> {
            if (host.startsWith("*.")) {
                suffixes.put(host.substring(1), index);
            } else {
                names.put(host, index);
            }
        });
        this.byName = Map.copyOf(names);
        this.bySuffix = Map.copyOf(suffixes);
        this.longestSuffix =
                suffixes.keySet().stream().mapToInt(String::length).max().orElse(0);
    }

    @Override
    void lookUp(Search search) {
        String host = search.request().host();
        offer(byName.get(host), search);
        // A suffix begins with a dot, and something stands before it.
        int dot = host.indexOf('.', Math.max(1, host.length() - longestSuffix));
        while (dot >= 0 && longestSuffix > 0) {
            offer(bySuffix.get(host.substring(dot)), search);
            dot = host.indexOf('.', dot + 1);
        }
    }

    private static void offer(@Nullable Index found, Search search) {
        if (found != null) {
            found.offerTo(search);
        }
    }
}
