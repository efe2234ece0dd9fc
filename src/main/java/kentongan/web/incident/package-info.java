/// One incident: what to do now, who, when, with what; its report.
@NullMarked
package kentongan.web.incident;

import org.jspecify.annotations.NullMarked;
