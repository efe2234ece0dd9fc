/// The living style guide: every screen and part with sample data, in development only.
@NullMarked
package kentongan.web.parts;

import org.jspecify.annotations.NullMarked;
