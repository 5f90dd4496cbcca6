package io.tallygate.admin.hits;

/**
 * How the rules in force are doing.
 *
 * @param total how many there are, broken ones left out
 * @param broken how many were found that cannot be used
 * @param version the version of the last change
 */
public record RuleFigures(int total, int broken, long version) {}
