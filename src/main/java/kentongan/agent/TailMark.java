package kentongan.agent;

/// How far a log file has been read, kept in the spool in the transaction that keeps its lines.
///
/// @param path as configured; rotation may have given the file another name since
/// @param fileKey the file itself: device and inode
/// @param headLength how many first bytes the fingerprint covers, 0 to 256
/// @param head SHA-256 of those bytes; tells a new file from an old one with the same inode
/// @param offset where the next line begins
record TailMark(String path, String fileKey, int headLength, String head, long offset) {}
