/**
 * The faults that gateways and Redis have, one test each: under steady load from outside, and at the end history must be
 * what clients and nodes counted.
 */
@NullMarked
package io.tallygate.faults;

import org.jspecify.annotations.NullMarked;
