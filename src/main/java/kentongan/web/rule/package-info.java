/// The rules in force, what each has found and cost, and what people say of false alarms.
@NullMarked
package kentongan.web.rule;

import org.jspecify.annotations.NullMarked;
