/// Looking for events in the archive.
@NullMarked
package kentongan.web.event;

import org.jspecify.annotations.NullMarked;
