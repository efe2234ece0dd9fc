/// The page behind a notice's acknowledge link.
@NullMarked
package kentongan.web.notice;

import org.jspecify.annotations.NullMarked;
