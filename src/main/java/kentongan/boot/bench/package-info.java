/// The benchmarks: each prints its figure beside its limit, both from the same run on the same
/// bytes.
///
/// Not here: what is measured. Read first: [PipelineBench][kentongan.boot.PipelineBench].
@NullMarked
package kentongan.boot.bench;

import org.jspecify.annotations.NullMarked;
