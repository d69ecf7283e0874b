using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Pixeli.Data.Migrations;

/// <summary>How many photos of each kind stand under a word, by event. Kept by triggers on the photos of words, which triggers keep as well.</summary>
[DbContext(typeof(PixeliDb))]
[Migration("20261129060000_TagPhotoCounts")]
internal sealed class M20261129TagPhotoCounts : Migration
{
    // The table is its key, as that of the photos is.
    private const string SqliteTable = """
        CREATE TABLE "tag_photo_counts" (
            "tag" TEXT NOT NULL,
            "event_id" TEXT NOT NULL,
            "is_completed" INTEGER NOT NULL,
            "read_perm" TEXT NOT NULL,
            "part" INTEGER NOT NULL,
            "count" INTEGER NOT NULL,
            CONSTRAINT "pk_tag_photo_counts" PRIMARY KEY ("tag", "event_id", "is_completed", "read_perm", "part")
        ) WITHOUT ROWID;
        """;

    private const string SqliteTriggers = """
        CREATE TRIGGER photos_by_tag_counted AFTER INSERT ON photos_by_tag BEGIN
            INSERT INTO tag_photo_counts (tag, event_id, is_completed, read_perm, part, count) VALUES (NEW.tag, NEW.event_id, NEW.is_completed, NEW.read_perm, 0, 1)
            ON CONFLICT (tag, event_id, is_completed, read_perm, part) DO UPDATE SET count = count + 1;
        END;
        CREATE TRIGGER photos_by_tag_uncounted AFTER DELETE ON photos_by_tag BEGIN
            UPDATE tag_photo_counts SET count = count - 1
            WHERE tag = OLD.tag AND event_id = OLD.event_id AND is_completed = OLD.is_completed AND read_perm = OLD.read_perm;
            DELETE FROM tag_photo_counts
            WHERE tag = OLD.tag AND event_id = OLD.event_id AND is_completed = OLD.is_completed AND read_perm = OLD.read_perm AND count = 0;
        END;
        CREATE TRIGGER photos_by_tag_recounted AFTER UPDATE OF is_completed, read_perm ON photos_by_tag
        WHEN OLD.is_completed <> NEW.is_completed OR OLD.read_perm <> NEW.read_perm BEGIN
            UPDATE tag_photo_counts SET count = count - 1
            WHERE tag = OLD.tag AND event_id = OLD.event_id AND is_completed = OLD.is_completed AND read_perm = OLD.read_perm;
            DELETE FROM tag_photo_counts
            WHERE tag = OLD.tag AND event_id = OLD.event_id AND is_completed = OLD.is_completed AND read_perm = OLD.read_perm AND count = 0;
            INSERT INTO tag_photo_counts (tag, event_id, is_completed, read_perm, part, count) VALUES (NEW.tag, NEW.event_id, NEW.is_completed, NEW.read_perm, 0, 1)
            ON CONFLICT (tag, event_id, is_completed, read_perm, part) DO UPDATE SET count = count + 1;
        END;
        """;

    // Each connection counts in rows of its own, so that nobody waits for another: two photos that get the same two words, in whichever order, would
    // otherwise wait for each other for ever.
    private const string PostgresTriggers = """
        CREATE FUNCTION count_tag(word text, event uuid, completed boolean, perm text, change integer) RETURNS void LANGUAGE sql AS $$
            INSERT INTO tag_photo_counts (tag, event_id, is_completed, read_perm, part, count) VALUES (word, event, completed, perm, pg_backend_pid(), change)
            ON CONFLICT (tag, event_id, is_completed, read_perm, part) DO UPDATE SET count = tag_photo_counts.count + excluded.count
        $$;
        CREATE FUNCTION count_photos_by_tag() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP <> 'INSERT' THEN
                PERFORM count_tag(OLD.tag, OLD.event_id, OLD.is_completed, OLD.read_perm, -1);
            END IF;
            IF TG_OP <> 'DELETE' THEN
                PERFORM count_tag(NEW.tag, NEW.event_id, NEW.is_completed, NEW.read_perm, 1);
            END IF;
            RETURN NULL;
        END $$;
        CREATE TRIGGER photos_by_tag_counted AFTER INSERT OR DELETE ON photos_by_tag FOR EACH ROW EXECUTE FUNCTION count_photos_by_tag();
        CREATE TRIGGER photos_by_tag_recounted AFTER UPDATE OF is_completed, read_perm ON photos_by_tag FOR EACH ROW
        WHEN (OLD.is_completed <> NEW.is_completed OR OLD.read_perm <> NEW.read_perm) EXECUTE FUNCTION count_photos_by_tag();
        """;

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        if (migrationBuilder.IsSqlite)
            migrationBuilder.Sql(SqliteTable);
        else
            CreatePostgresTable(migrationBuilder);
        migrationBuilder.Sql("""
            INSERT INTO tag_photo_counts (tag, event_id, is_completed, read_perm, part, count)
            SELECT tag, event_id, is_completed, read_perm, 0, COUNT(*) FROM photos_by_tag GROUP BY tag, event_id, is_completed, read_perm
            """);
        migrationBuilder.Sql(migrationBuilder.IsSqlite ? SqliteTriggers : PostgresTriggers);
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(migrationBuilder.IsSqlite
            ? "DROP TRIGGER photos_by_tag_counted; DROP TRIGGER photos_by_tag_uncounted; DROP TRIGGER photos_by_tag_recounted;"
            : """
              DROP TRIGGER photos_by_tag_counted ON photos_by_tag; DROP TRIGGER photos_by_tag_recounted ON photos_by_tag;
              DROP FUNCTION count_photos_by_tag(); DROP FUNCTION count_tag(text, uuid, boolean, text, integer);
              """);
        migrationBuilder.DropTable("tag_photo_counts");
    }

    private static void CreatePostgresTable(MigrationBuilder migration)
    {
        migration.CreateTable(
            "tag_photo_counts",
            table => new
            {
                tag = table.Column<string>(maxLength: 50),
                event_id = table.Column<Guid>(),
                is_completed = table.Column<bool>(),
                read_perm = table.Column<string>(maxLength: 3),
                part = table.Column<int>(),
                count = table.Column<int>(),
            },
            constraints: table => table.PrimaryKey("pk_tag_photo_counts", row => new { row.tag, row.event_id, row.is_completed, row.read_perm, row.part }));
        migration.Sql("LOCK TABLE photos_by_tag IN SHARE ROW EXCLUSIVE MODE"); // nothing is listed between the sums and the triggers
    }
}
