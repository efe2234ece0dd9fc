/// Who is on duty where, and the way upward.
@NullMarked
package kentongan.web.oncall;

import org.jspecify.annotations.NullMarked;
