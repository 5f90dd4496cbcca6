package io.tallygate.balance.body;

import java.time.Duration;
import java.util.List;
import org.springframework.http.MediaType;

/**
 * Which bodies are read for body rules.
 *
 * @param maxBytes the largest, in bytes
 * @param maxWait how long one may take to come
 * @param mediaTypes of which kinds; wildcards are allowed
 */
public record BodySettings(long maxBytes, Duration maxWait, List<MediaType> mediaTypes) {
    public BodySettings {
        mediaTypes = List.copyOf(mediaTypes);
    }
}
