using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Pixeli.Data.Migrations;

/// <summary>Which vectors of pictures came, changed or went, kept by triggers: processes that hold them in memory catch up by it.</summary>
[DbContext(typeof(PixeliDb))]
[Migration("20261128120000_ImageVectorChanges")]
internal sealed class M20261128ImageVectorChanges : Migration
{
    // SQLite has one writer, so that one more than the largest is the order of commits.
    private const string SqliteTrigger = """
        CREATE TRIGGER image_vectors_/*when*/ AFTER /*when*/ ON image_vectors BEGIN
            INSERT INTO image_vector_changes (photo_id, mark, changed_at)
            VALUES (/*row*/.photo_id, (SELECT coalesce(max(mark), 0) + 1 FROM image_vector_changes), CAST(unixepoch('subsec') * 1000000 AS INTEGER))
            ON CONFLICT (photo_id) DO UPDATE SET mark = excluded.mark, changed_at = excluded.changed_at;
        END;
        """;

    // Transactions commit in another order than they got their numbers; whoever reads goes back to the oldest that was under way.
    private const string PostgresTrigger = """
        CREATE FUNCTION note_image_vector() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            INSERT INTO image_vector_changes (photo_id, mark, changed_at)
            VALUES (coalesce(NEW.photo_id, OLD.photo_id), pg_current_xact_id()::text::bigint, now())
            ON CONFLICT (photo_id) DO UPDATE SET mark = excluded.mark, changed_at = excluded.changed_at;
            RETURN NULL;
        END $$;
        CREATE TRIGGER image_vectors_noted AFTER INSERT OR UPDATE OR DELETE ON image_vectors FOR EACH ROW EXECUTE FUNCTION note_image_vector();
        """;

    private static readonly string[] Moments = ["INSERT", "UPDATE", "DELETE"];

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "image_vector_changes",
            table => new
            {
                photo_id = table.Column<Guid>(),
                mark = table.Column<long>(),
                changed_at = table.Instant(migrationBuilder),
            },
            constraints: table => table.PrimaryKey("pk_image_vector_changes", row => row.photo_id));
        migrationBuilder.CreateIndex("ix_image_vector_changes_mark", "image_vector_changes", "mark");
        if (!migrationBuilder.IsSqlite)
            migrationBuilder.Sql(PostgresTrigger);
        else
            foreach (var moment in Moments)
                migrationBuilder.Sql(SqliteTrigger.Replace("/*when*/", moment, StringComparison.Ordinal)
                    .Replace("/*row*/", moment == "DELETE" ? "OLD" : "NEW", StringComparison.Ordinal));
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        if (!migrationBuilder.IsSqlite)
            migrationBuilder.Sql("DROP TRIGGER image_vectors_noted ON image_vectors; DROP FUNCTION note_image_vector();");
        else
            foreach (var moment in Moments)
                migrationBuilder.Sql($"DROP TRIGGER image_vectors_{moment};");
        migrationBuilder.DropTable("image_vector_changes");
    }
}
