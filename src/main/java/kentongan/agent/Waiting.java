package kentongan.agent;

import java.time.Instant;

/// An event on its way into the spool.
///
/// @param json one JSON object in UTF-8 without line breaks; not copied
@SuppressWarnings("ArrayRecordComponent") // never compared; copying each line would be waste
record Waiting(EventClass kind, Instant created, byte[] json) {}
