/** What every change of rules is made of: reading what was written, seeing what differs, saving it. */
@NullMarked
package io.tallygate.admin.rules.edit;

import org.jspecify.annotations.NullMarked;
