using Microsoft.EntityFrameworkCore.Migrations;

namespace Pixeli.Data.Migrations;

/// <summary>The queue of photos to look at, which a trigger fills the moment a photo is completed.</summary>
internal sealed partial class M20261124Vision
{
    private const string SqliteTrigger = """
        CREATE TRIGGER photos_to_see AFTER UPDATE OF status ON photos WHEN NEW.status = 'CO' AND OLD.status <> 'CO' BEGIN
            INSERT INTO photo_vision (photo_id, status, claimed_until, attempts, stamp, findings) VALUES (NEW.id, 'PE', NEW.created_at, 0, '', '[]')
            ON CONFLICT (photo_id) DO UPDATE SET status = 'PE', claimed_until = excluded.claimed_until, claimed_by = NULL, attempts = 0, stamp = '';
        END;
        """;

    private const string PostgresTrigger = """
        CREATE FUNCTION see_photo() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            INSERT INTO photo_vision (photo_id, status, claimed_until, attempts, stamp, findings) VALUES (NEW.id, 'PE', NEW.created_at, 0, '', '[]')
            ON CONFLICT (photo_id) DO UPDATE SET status = 'PE', claimed_until = excluded.claimed_until, claimed_by = NULL, attempts = 0, stamp = '';
            RETURN NULL;
        END $$;
        CREATE TRIGGER photos_to_see AFTER UPDATE OF status ON photos FOR EACH ROW
        WHEN (NEW.status = 'CO' AND OLD.status <> 'CO') EXECUTE FUNCTION see_photo();
        """;

    private static void CreateQueue(MigrationBuilder migration)
    {
        migration.CreateTable(
            "photo_vision",
            table => new
            {
                photo_id = table.Column<Guid>(),
                status = table.Column<string>(maxLength: 2),
                claimed_by = table.Column<Guid>(nullable: true),
                claimed_until = table.Instant(migration, nullable: true),
                attempts = table.Column<int>(),
                reason = table.Column<string>(maxLength: 500, nullable: true),
                stamp = table.Column<string>(maxLength: 40),
                findings = table.Column<string>(),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_photo_vision", row => row.photo_id);
                table.ForeignKey("fk_photo_vision_photo_id", row => row.photo_id, "photos", "id", onDelete: ReferentialAction.Cascade);
            });
        migration.CreateIndex("ix_photo_vision_claimed_until", "photo_vision", "claimed_until", filter: "status IN ('PE', 'CL')");
        migration.CreateIndex("ix_photo_vision_stamp", "photo_vision", "stamp", filter: "status IN ('DO', 'FA')");
        // Photos that are there already were seen with nothing: going over them is offered, not begun.
        migration.Sql("""
            INSERT INTO photo_vision (photo_id, status, attempts, stamp, findings) SELECT id, 'DO', 0, '', '[]' FROM photos WHERE status = 'CO'
            """);
        migration.Sql(migration.IsSqlite ? SqliteTrigger : PostgresTrigger);
    }

    private static void DropQueue(MigrationBuilder migration)
    {
        migration.Sql(migration.IsSqlite
            ? "DROP TRIGGER photos_to_see;"
            : "DROP TRIGGER photos_to_see ON photos; DROP FUNCTION see_photo();");
        migration.DropTable("photo_vision");
    }
}
