package io.tallygate.admin.call;

/** Calls about one matter. */
@FunctionalInterface
public interface CallGroup {

    /** Adds the calls to those that there are. */
    void addTo(CallTable calls);
}
