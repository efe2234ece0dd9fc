/// Exercises: the scenarios, the running one, its result.
@NullMarked
package kentongan.web.exercise;

import org.jspecify.annotations.NullMarked;
