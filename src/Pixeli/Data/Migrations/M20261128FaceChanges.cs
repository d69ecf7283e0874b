using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Pixeli.Data.Migrations;

/// <summary>Which vectors of faces came, changed or went, kept by triggers: processes that hold them in memory catch up by it.</summary>
[DbContext(typeof(PixeliDb))]
[Migration("20261128210000_FaceChanges")]
internal sealed class M20261128FaceChanges : Migration
{
    // As for pictures: SQLite has one writer, so that one more than the largest is the order of commits.
    private const string SqliteTrigger = """
        CREATE TRIGGER faces_/*when*/ AFTER /*when*/ ON faces BEGIN
            INSERT INTO face_changes (face_id, mark, changed_at)
            VALUES (/*row*/.id, (SELECT coalesce(max(mark), 0) + 1 FROM face_changes), CAST(unixepoch('subsec') * 1000000 AS INTEGER))
            ON CONFLICT (face_id) DO UPDATE SET mark = excluded.mark, changed_at = excluded.changed_at;
        END;
        """;

    private const string PostgresTrigger = """
        CREATE FUNCTION note_face() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            INSERT INTO face_changes (face_id, mark, changed_at)
            VALUES (coalesce(NEW.id, OLD.id), pg_current_xact_id()::text::bigint, now())
            ON CONFLICT (face_id) DO UPDATE SET mark = excluded.mark, changed_at = excluded.changed_at;
            RETURN NULL;
        END $$;
        CREATE TRIGGER faces_noted AFTER INSERT OR UPDATE OR DELETE ON faces FOR EACH ROW EXECUTE FUNCTION note_face();
        """;

    private static readonly (string When, string Row)[] Moments = [("INSERT", "NEW"), ("UPDATE", "NEW"), ("DELETE", "OLD")];

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "face_changes",
            table => new
            {
                face_id = table.Column<Guid>(),
                mark = table.Column<long>(),
                changed_at = table.Instant(migrationBuilder),
            },
            constraints: table => table.PrimaryKey("pk_face_changes", row => row.face_id));
        migrationBuilder.CreateIndex("ix_face_changes_mark", "face_changes", "mark");
        if (!migrationBuilder.IsSqlite)
            migrationBuilder.Sql(PostgresTrigger);
        else
            foreach (var (when, row) in Moments)
                migrationBuilder.Sql(SqliteTrigger.Replace("/*when*/", when, StringComparison.Ordinal).Replace("/*row*/", row, StringComparison.Ordinal));
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        if (!migrationBuilder.IsSqlite)
            migrationBuilder.Sql("DROP TRIGGER faces_noted ON faces; DROP FUNCTION note_face();");
        else
            foreach (var (when, _) in Moments)
                migrationBuilder.Sql($"DROP TRIGGER faces_{when};");
        migrationBuilder.DropTable("face_changes");
    }
}
