/// How things stand: one sentence, the map, the open incidents.
@NullMarked
package kentongan.web.situation;

import org.jspecify.annotations.NullMarked;
