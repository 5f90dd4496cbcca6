package io.tallygate.admin.stream;

import org.springframework.http.codec.ServerSentEvent;

/** Something that listeners are told. */
sealed interface FeedEvent {

    /** As it is sent. */
    ServerSentEvent<String> sent();

    /**
     * A window's numbers, once they will hardly change any more.
     *
     * @param to its end, in seconds since the epoch: the event's id
     * @param json its numbers
     */
    record Window(long to, String json) implements FeedEvent {
        @Override
        public ServerSentEvent<String> sent() {
            return ServerSentEvent.builder(json)
                    .event("window")
                    .id(Long.toString(to))
                    .build();
        }
    }

    /**
     * Something has another version now.
     *
     * @param what what it is
     */
    record Changed(String what, long version) implements FeedEvent {
        @Override
        public ServerSentEvent<String> sent() {
            return ServerSentEvent.builder("{\"version\":" + version + "}")
                    .event(what)
                    .build();
        }
    }
}
