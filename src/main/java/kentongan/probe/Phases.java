package kentongan.probe;

/// How long each part of a check took, in nanoseconds; 0 for a part that was not reached.
///
/// With redirects, the parts are those of the last address asked, and the whole is all together.
///
/// @param resolve name to address
/// @param connect TCP
/// @param tls handshake
/// @param firstByte from the request sent to the first byte of the answer
/// @param whole from the question to the last byte
public record Phases(long resolve, long connect, long tls, long firstByte, long whole) {}
