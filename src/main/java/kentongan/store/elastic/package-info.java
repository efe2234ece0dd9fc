/// The archive of events, in Elasticsearch 8.19 or 9: an index a day, by the low-level client,
/// which speaks to both.
///
/// Not here: what is archived when, and how often it is made durable (`pipeline`).
///
/// Read first: [ElasticArchive][kentongan.store.elastic.ElasticArchive],
/// [EventBulk][kentongan.store.elastic.EventBulk], [QueryDsl][kentongan.store.elastic.QueryDsl].
@ApplicationModule(allowedDependencies = {"event", "office"})
@NullMarked
package kentongan.store.elastic;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
