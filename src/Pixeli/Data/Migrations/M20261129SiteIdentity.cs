using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Pixeli.Data.Migrations;

/// <summary>Which site the database is of.</summary>
[DbContext(typeof(PixeliDb))]
[Migration("20261129050000_SiteIdentity")]
internal sealed class M20261129SiteIdentity : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            Site.Table,
            table => new { id = table.Column<Guid>() },
            constraints: table => table.PrimaryKey("pk_site", row => row.id));
        migrationBuilder.Sql($"INSERT INTO {Site.Table} (id) VALUES ('{Guid.CreateVersion7().ToString().ToUpperInvariant()}')"); // as SQLite keeps ids
    }

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable(Site.Table);
}
