using Microsoft.EntityFrameworkCore.Migrations;

namespace Pixeli.Data.Migrations;

/// <summary>Counts of photos by event, kept by triggers: whatever changes a photo, they are right when it is committed.</summary>
internal sealed partial class M20261122Engagement
{
    private const string SqliteTriggers = """
        CREATE TRIGGER photos_counted AFTER INSERT ON photos BEGIN
            INSERT INTO event_photo_counts (event_id, is_completed, read_perm, count) VALUES (NEW.event_id, NEW.status = 'CO', NEW.read_perm, 1)
            ON CONFLICT (event_id, is_completed, read_perm) DO UPDATE SET count = count + 1;
        END;
        CREATE TRIGGER photos_uncounted AFTER DELETE ON photos BEGIN
            UPDATE event_photo_counts SET count = count - 1
            WHERE event_id = OLD.event_id AND is_completed = (OLD.status = 'CO') AND read_perm = OLD.read_perm;
        END;
        CREATE TRIGGER photos_recounted AFTER UPDATE OF status, read_perm ON photos
        WHEN (OLD.status = 'CO') <> (NEW.status = 'CO') OR OLD.read_perm <> NEW.read_perm BEGIN
            UPDATE event_photo_counts SET count = count - 1
            WHERE event_id = OLD.event_id AND is_completed = (OLD.status = 'CO') AND read_perm = OLD.read_perm;
            INSERT INTO event_photo_counts (event_id, is_completed, read_perm, count) VALUES (NEW.event_id, NEW.status = 'CO', NEW.read_perm, 1)
            ON CONFLICT (event_id, is_completed, read_perm) DO UPDATE SET count = count + 1;
        END;
        """;

    private const string PostgresTriggers = """
        CREATE FUNCTION count_photos() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP <> 'INSERT' THEN
                UPDATE event_photo_counts SET count = count - 1
                WHERE event_id = OLD.event_id AND is_completed = (OLD.status = 'CO') AND read_perm = OLD.read_perm;
            END IF;
            IF TG_OP <> 'DELETE' THEN
                INSERT INTO event_photo_counts (event_id, is_completed, read_perm, count) VALUES (NEW.event_id, NEW.status = 'CO', NEW.read_perm, 1)
                ON CONFLICT (event_id, is_completed, read_perm) DO UPDATE SET count = event_photo_counts.count + 1;
            END IF;
            RETURN NULL;
        END $$;
        CREATE TRIGGER photos_counted AFTER INSERT OR DELETE ON photos FOR EACH ROW EXECUTE FUNCTION count_photos();
        CREATE TRIGGER photos_recounted AFTER UPDATE OF status, read_perm ON photos FOR EACH ROW
        WHEN ((OLD.status = 'CO') <> (NEW.status = 'CO') OR OLD.read_perm <> NEW.read_perm) EXECUTE FUNCTION count_photos();
        """;

    private static void CreateCounts(MigrationBuilder migration)
    {
        migration.CreateTable(
            "event_photo_counts",
            table => new
            {
                event_id = table.Column<Guid>(),
                is_completed = table.Column<bool>(),
                read_perm = table.Column<string>(maxLength: 3),
                count = table.Column<int>(),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_event_photo_counts", row => new { row.event_id, row.is_completed, row.read_perm });
                table.ForeignKey("fk_event_photo_counts_event_id", row => row.event_id, "events", "id", onDelete: ReferentialAction.Cascade);
            });
        migration.Sql("""
            INSERT INTO event_photo_counts (event_id, is_completed, read_perm, count)
            SELECT event_id, status = 'CO', read_perm, COUNT(*) FROM photos GROUP BY event_id, status = 'CO', read_perm
            """);
        migration.Sql(migration.IsSqlite ? SqliteTriggers : PostgresTriggers);
    }

    private static void DropCounts(MigrationBuilder migration)
    {
        if (migration.IsSqlite)
            migration.Sql("DROP TRIGGER photos_counted; DROP TRIGGER photos_uncounted; DROP TRIGGER photos_recounted;");
        else
            migration.Sql("DROP TRIGGER photos_counted ON photos; DROP TRIGGER photos_recounted ON photos; DROP FUNCTION count_photos();");
        migration.DropTable("event_photo_counts");
    }
}
