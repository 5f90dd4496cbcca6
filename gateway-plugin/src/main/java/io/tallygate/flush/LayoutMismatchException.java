package io.tallygate.flush;

/** The store holds data that was laid out with another number of shards, another window or another zone. */
public final class LayoutMismatchException extends RuntimeException {

    private final String setting;
    private final String configured;
    private final String stored;
    private final String prefix;

    /**
     * A mismatch.
     *
     * @param setting the setting that differs, as a property name
     * @param configured its value here
     * @param stored its value in the store
     * @param prefix the key prefix under which it is stored
     */
    public LayoutMismatchException(String setting, String configured, String stored, String prefix) {
        super(setting + " is \"" + configured + "\" here, but the data under the key prefix \"" + prefix
                + "\" was laid out with \"" + stored + "\"");
        this.setting = setting;
        this.configured = configured;
        this.stored = stored;
        this.prefix = prefix;
    }

    public String setting() {
        return setting;
    }

    public String configured() {
        return configured;
    }

    public String stored() {
        return stored;
    }

    public String prefix() {
        return prefix;
    }
}
