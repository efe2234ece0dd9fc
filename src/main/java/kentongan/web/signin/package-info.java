/// Signing in, the first start, one-time links, and a reader's choices.
@NullMarked
package kentongan.web.signin;

import org.jspecify.annotations.NullMarked;
