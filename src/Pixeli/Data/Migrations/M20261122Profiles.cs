using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Pixeli.Data.Migrations;

/// <summary>Profile pictures.</summary>
[DbContext(typeof(PixeliDb))]
[Migration("20261122010000_Profiles")]
internal sealed class M20261122Profiles : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.AddColumn<int>("picture_version", "users", defaultValue: 0);

    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.DropColumn("picture_version", "users");
}
