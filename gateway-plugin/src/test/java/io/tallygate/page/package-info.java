/** The page in a real browser, in front of real gateways with real traffic. */
@NullMarked
package io.tallygate.page;

import org.jspecify.annotations.NullMarked;
