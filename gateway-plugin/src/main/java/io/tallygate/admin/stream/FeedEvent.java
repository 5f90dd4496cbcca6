package io.tallygate.admin.stream;

import org.springframework.http.codec.ServerSentEvent;

/** Something that listeners are told. */
sealed interface FeedEvent {

    /** As it is sent. */
    ServerSentEvent<String> sent();

    /**
     * A window's numbers, once they will hardly change any more.
     *
     * @param from its first second, in seconds since the epoch
     * @param to its end, in seconds since the epoch: the event's id
     * @param json its numbers
     */
    record Window(long from, long to, String json) implements FeedEvent {
        @Override
        public ServerSentEvent<String> sent() {
            return ServerSentEvent.builder(json)
                    .event("window")
                    .id(Long.toString(to))
                    .build();
        }
    }

    /**
     * A window that is not as it was told.
     *
     * @param window how it is now
     */
    record Again(Window window) implements FeedEvent {
        @Override
        public ServerSentEvent<String> sent() {
            return window.sent();
        }
    }

    /**
     * Where a listener goes on if it has to come back. Without data this is no event for it: only its last id is another.
     *
     * @param to the end of the last window that it was told of
     */
    record Place(long to) implements FeedEvent {
        @Override
        public ServerSentEvent<String> sent() {
            return ServerSentEvent.<String>builder().id(Long.toString(to)).build();
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
