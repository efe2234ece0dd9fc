/// The door out by webhook: a notice as signed JSON to a receiver that the operator has set.
///
/// Not here: what a notice says (`notice`) and when it is sent (`pipeline`).
///
/// Read first: [WebhookChannel][kentongan.courier.webhook.WebhookChannel],
/// [WebhookSettings][kentongan.courier.webhook.WebhookSettings].
@ApplicationModule(allowedDependencies = {"notice", "incident"})
@NullMarked
package kentongan.courier.webhook;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
