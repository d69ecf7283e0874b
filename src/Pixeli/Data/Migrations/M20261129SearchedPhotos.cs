using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Pixeli.Data.Migrations;

/// <summary>Finds photos, and somebody's photos, by their time, without reading all of them.</summary>
[DbContext(typeof(PixeliDb))]
[Migration("20261129151000_SearchedPhotos")]
internal sealed class M20261129SearchedPhotos : Migration
{
    private const string All = "ix_photos_timestamp_id";
    private const string OfPhotographers = "ix_photos_photographer_id_timestamp_id";

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateIndex(All, "photos", ["timestamp", "id"]);
        migrationBuilder.CreateIndex(OfPhotographers, "photos", ["photographer_id", "timestamp", "id"]);
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropIndex(OfPhotographers, "photos");
        migrationBuilder.DropIndex(All, "photos");
    }
}
