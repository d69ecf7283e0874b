using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Pixeli.Data.Migrations;

/// <summary>Finds photos that failed without reading all others.</summary>
[DbContext(typeof(PixeliDb))]
[Migration("20261124120000_FailedPhotos")]
internal sealed class M20261124FailedPhotos : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.CreateIndex("ix_photos_status_id", "photos", ["status", "id"], filter: "status = 'FA'");

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropIndex("ix_photos_status_id", "photos");
}
