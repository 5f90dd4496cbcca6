package io.tallygate.history;

import io.tallygate.window.Period;

/**
 * What was hit since midnight, and since the full hour.
 *
 * @param day today
 * @param hour the hour in progress
 * @param today hits of today
 * @param thisHour hits of the hour in progress
 */
public record Today(Period day, Period hour, Sums today, Sums thisHour) {}
