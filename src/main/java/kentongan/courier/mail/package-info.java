/// The door out by mail: notices to our people over SMTP, and reports to the agency as OpenPGP
/// mail, signed and encrypted.
///
/// Not here: what a notice or a letter says (`notice`, `report`) and when it is sent (`pipeline`).
///
/// Read first: [SmtpChannel][kentongan.courier.mail.SmtpChannel],
/// [Smtp][kentongan.courier.mail.Smtp], [MailSettings][kentongan.courier.mail.MailSettings].
@ApplicationModule(allowedDependencies = {"notice", "report", "incident", "office"})
@NullMarked
package kentongan.courier.mail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
