using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Pixeli.Data.Migrations;

/// <summary>The photos of a word beside each other, with what says who may read them. Kept by triggers, whatever changes.</summary>
[DbContext(typeof(PixeliDb))]
[Migration("20261129010000_PhotosByTag")]
internal sealed partial class M20261129PhotosByTag : Migration
{
    private static readonly string[] Key = ["tag", "timestamp", "photo_id", "event_id", "photographer_id", "read_perm", "is_completed"];

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        if (migrationBuilder.IsSqlite)
            migrationBuilder.Sql(SqliteTable);
        else
            CreatePostgresTable(migrationBuilder);
        migrationBuilder.Sql($"""
            INSERT INTO photos_by_tag ({string.Join(", ", Key)})
            SELECT word, timestamp, id, event_id, photographer_id, read_perm, status = 'CO'
            FROM (SELECT normalized AS word, photo_id FROM photo_tags UNION SELECT tag, photo_id FROM auto_tags WHERE NOT removed) words
            JOIN photos ON photos.id = words.photo_id
            ORDER BY 1, 2, 3
            """);
        migrationBuilder.Sql(migrationBuilder.IsSqlite ? SqliteTriggers : PostgresTriggers);
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(migrationBuilder.IsSqlite ? SqliteDropTriggers : PostgresDropTriggers);
        migrationBuilder.DropTable("photos_by_tag");
    }

    private static void CreatePostgresTable(MigrationBuilder migration)
    {
        migration.CreateTable(
            "photos_by_tag",
            table => new
            {
                tag = table.Column<string>(maxLength: 50),
                timestamp = table.Instant(migration),
                photo_id = table.Column<Guid>(),
                event_id = table.Column<Guid>(),
                photographer_id = table.Column<Guid>(),
                read_perm = table.Column<string>(maxLength: 3),
                is_completed = table.Column<bool>(),
            },
            constraints: table => table.PrimaryKey(
                "pk_photos_by_tag",
                row => new { row.tag, row.timestamp, row.photo_id, row.event_id, row.photographer_id, row.read_perm, row.is_completed }));
    }
}
