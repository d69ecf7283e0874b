using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Pixeli.Data.Migrations;

/// <summary>Finds somebody's photos by their time, without reading all of them.</summary>
[DbContext(typeof(PixeliDb))]
[Migration("20261129151000_PhotosOfPhotographers")]
internal sealed class M20261129PhotosOfPhotographers : Migration
{
    private const string Index = "ix_photos_photographer_id_timestamp_id";

    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.CreateIndex(Index, "photos", ["photographer_id", "timestamp", "id"]);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropIndex(Index, "photos");
}
