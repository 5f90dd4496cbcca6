/** The calls about hits over time, and the shapes in which they are told. */
@NullMarked
package io.tallygate.admin.hits;

import org.jspecify.annotations.NullMarked;
