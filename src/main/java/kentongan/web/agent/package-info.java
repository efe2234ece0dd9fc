/// Agents and assets.
@NullMarked
package kentongan.web.agent;

import org.jspecify.annotations.NullMarked;
