/** The calls about the instances, which windows are whole, and the audit. */
@NullMarked
package io.tallygate.admin.cluster;

import org.jspecify.annotations.NullMarked;
