/// The archive of events, in Lucene: an index a day.
///
/// Not here: what is archived when, and how often it is made durable (`pipeline`).
///
/// Read first: [LuceneArchive][kentongan.store.lucene.LuceneArchive],
/// [EventDocuments][kentongan.store.lucene.EventDocuments],
/// [QueryText][kentongan.store.lucene.QueryText].
@ApplicationModule(allowedDependencies = {"event", "office"})
@NullMarked
package kentongan.store.lucene;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
