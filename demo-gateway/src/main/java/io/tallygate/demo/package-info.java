/** A gateway to try: an embedded Redis, demo services and some traffic around the plugin. */
@NullMarked
package io.tallygate.demo;

import org.jspecify.annotations.NullMarked;
