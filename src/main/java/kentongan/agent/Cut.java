package kentongan.agent;

/// A batch as it lies in the spool, its numbers fixed until it is acknowledged.
///
/// @param body NDJSON packed with zstd
/// @param isDeclaration whether it is a single gap that stands in for a refused event
@SuppressWarnings("ArrayRecordComponent") // never compared
record Cut(long epoch, long first, long last, byte[] body, boolean isDeclaration) {
  long size() {
    return last - first + 1;
  }
}
