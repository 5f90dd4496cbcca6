package io.tallygate.balance;

import java.util.List;
import org.springframework.http.MediaType;

/**
 * Which bodies are read for body rules.
 *
 * @param maxBytes the largest, in bytes
 * @param mediaTypes of which kinds; wildcards are allowed
 */
public record BodySettings(long maxBytes, List<MediaType> mediaTypes) {
    public BodySettings {
        mediaTypes = List.copyOf(mediaTypes);
    }
}
