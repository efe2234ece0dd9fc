package kentongan.store.lucene;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import kentongan.event.AgentId;
import kentongan.event.EventId;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.jspecify.annotations.Nullable;

/// One day's index while it is written to.
///
/// Events come in the order of the log, so those of one agent come with growing sequences. The
/// highest of each agent is kept in the index's commit; an event beyond it cannot be there yet and
/// is added without looking for an older one, which is what replacing costs. Only what is read
/// again after a crash is replaced.
final class DayIndex implements AutoCloseable {
  private static final double BUFFER_MB = 64;

  private final Directory directory;
  private final IndexWriter writer;
  private final Map<AgentId, EventId> highest = new HashMap<>();
  private boolean isChanged;

  DayIndex(Path path) throws IOException {
    directory = FSDirectory.open(path);
    try {
      var config = new IndexWriterConfig(new StandardAnalyzer());
      config.setRAMBufferSizeMB(BUFFER_MB);
      config.setCommitOnClose(false);
      writer = new IndexWriter(directory, config);
    } catch (IOException | RuntimeException broken) {
      directory.close();
      throw broken;
    }
    var committed = writer.getLiveCommitData();
    if (committed != null) {
      for (var entry : committed) {
        var id = EventId.parse(entry.getKey() + "/" + entry.getValue());
        highest.put(id.agent(), id);
      }
    }
  }

  /// Indexes an event; when it was there, it takes its place.
  void index(EventDocuments.Made made) throws IOException {
    var id = made.event().id();
    var before = highest.get(id.agent());
    isChanged = true;
    if (isBeyond(id, before)) {
      writer.addDocument(made.fields());
      highest.put(id.agent(), id);
    } else {
      writer.updateDocument(new Term(Names.ID, id.toString()), made.fields());
    }
  }

  private static boolean isBeyond(EventId id, @Nullable EventId before) {
    return before == null
        || id.epoch() > before.epoch()
        || (id.epoch() == before.epoch() && id.sequence() > before.sequence());
  }

  /// Makes what was indexed durable; false when there was nothing new.
  boolean commit() throws IOException {
    if (!isChanged) {
      return false;
    }
    var data = new HashMap<String, String>();
    highest.forEach((agent, id) -> data.put(agent.value(), id.epoch() + "/" + id.sequence()));
    writer.setLiveCommitData(data.entrySet());
    writer.commit();
    isChanged = false;
    return true;
  }

  /// Gives up what was not committed.
  @Override
  public void close() throws IOException {
    try (directory) {
      writer.rollback();
    }
  }
}
