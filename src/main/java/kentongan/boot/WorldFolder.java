package kentongan.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import kentongan.event.EventArchive;
import kentongan.event.EventLog;
import kentongan.office.Offices;
import kentongan.pipeline.World;
import kentongan.pipeline.WorldId;
import kentongan.playbook.Playbooks;
import kentongan.store.sqlite.SqliteAgents;
import kentongan.store.sqlite.SqliteAssets;
import kentongan.store.sqlite.SqliteDesk;
import kentongan.store.sqlite.SqliteEventLog;
import kentongan.store.sqlite.SqliteEvidence;
import kentongan.store.sqlite.SqliteIncidents;
import kentongan.store.sqlite.SqliteKeptDetections;
import kentongan.store.sqlite.SqliteLedger;
import kentongan.store.sqlite.SqliteMaintenances;
import kentongan.store.sqlite.SqliteNotices;
import kentongan.store.sqlite.SqliteOwnFilters;
import kentongan.store.sqlite.SqlitePeople;
import kentongan.store.sqlite.SqlitePlans;
import kentongan.store.sqlite.SqliteProgress;
import kentongan.store.sqlite.SqliteReports;
import kentongan.store.sqlite.SqliteRosters;
import kentongan.store.sqlite.SqliteRuleChanges;
import kentongan.store.sqlite.SqliteRuns;

/// The folder of one world, opened: its desk, its event log, its archive. Nothing else in the
/// program opens these files, and a second program is kept out by a lock.
public final class WorldFolder implements AutoCloseable {
  private final Path directory;
  private final FileChannel lockFile;
  private final SqliteDesk desk;
  private final EventLog log;
  private final EventArchive archive;

  private WorldFolder(
      Path directory, FileChannel lockFile, SqliteDesk desk, EventLog log, EventArchive archive) {
    this.directory = directory;
    this.lockFile = lockFile;
    this.desk = desk;
    this.log = log;
    this.archive = archive;
  }

  /// Makes the archive of a world.
  public interface Archives {
    /// Opens it.
    ///
    /// @param directory the world's folder, for archives that keep files
    EventArchive open(Path directory, WorldId world);
  }

  /// Opens a world's folder, and makes it when it is missing.
  ///
  /// @throws IllegalStateException when another program has it open
  public static WorldFolder open(Path directory, WorldId id, Archives archives) {
    try {
      Files.createDirectories(directory);
      var lockFile =
          FileChannel.open(
              directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!isLocked(lockFile)) {
        lockFile.close();
        throw new IllegalStateException(
            "%s: open in another collector (expected: one collector a data folder)"
                .formatted(directory));
      }
      var desk = SqliteDesk.open(directory);
      var log = SqliteEventLog.open(directory);
      return new WorldFolder(directory, lockFile, desk, log, archives.open(directory, id));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /// Locks the file for as long as it is open.
  private static boolean isLocked(FileChannel file) throws IOException {
    try {
      return file.tryLock() != null;
    } catch (OverlappingFileLockException here) {
      return false;
    }
  }

  /// The desk, for what is no part of a world: accounts, exercises.
  public SqliteDesk desk() {
    return desk;
  }

  /// The event log.
  public EventLog log() {
    return log;
  }

  /// The world in this folder.
  public World world(
      WorldId id,
      boolean isExercise,
      InstantSource clock,
      Offices offices,
      Playbooks playbooks,
      WaysOut out) {
    var jdbc = desk.jdbc();
    var notices = new SqliteNotices(jdbc);
    return new World(
        id,
        isExercise,
        clock,
        desk,
        new World.Events(
            log,
            archive,
            new SqliteAgents(desk),
            new SqliteProgress(jdbc),
            new SqliteKeptDetections(jdbc),
            new SqliteRuleChanges(jdbc),
            new SqliteOwnFilters(jdbc)),
        new World.Organisation(
            offices, new SqlitePeople(jdbc), new SqliteAssets(desk), new SqliteRosters(jdbc)),
        new World.Handling(
            new SqliteIncidents(jdbc),
            playbooks,
            new SqliteRuns(jdbc),
            new SqliteReports(jdbc),
            new SqliteLedger(jdbc),
            new SqliteEvidence(jdbc, directory)),
        new World.Watching(new SqlitePlans(jdbc), new SqliteMaintenances(jdbc)),
        new World.Out(
            notices,
            notices,
            out.channels(),
            out.agency(),
            out.addressees(),
            out.policy(),
            out.address(),
            out.changed()));
  }

  @Override
  public void close() {
    archive.close();
    log.close();
    desk.close();
    try {
      lockFile.close();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
