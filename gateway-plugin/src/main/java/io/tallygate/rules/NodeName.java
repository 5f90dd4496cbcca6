package io.tallygate.rules;

/**
 * One node of a service.
 *
 * @param service the service id
 * @param node the instance id
 */
public record NodeName(String service, String node) {}
