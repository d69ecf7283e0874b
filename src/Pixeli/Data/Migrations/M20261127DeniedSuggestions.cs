using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Pixeli.Data.Migrations;

/// <summary>People who were suggested for a photo and are not in it, as who may edit it says.</summary>
[DbContext(typeof(PixeliDb))]
[Migration("20261127120000_DeniedSuggestions")]
internal sealed class M20261127DeniedSuggestions : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "denied_suggestions",
            table => new
            {
                user_id = table.Column<Guid>(),
                photo_id = table.Column<Guid>(),
                denied_at = table.Instant(migrationBuilder),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_denied_suggestions", row => new { row.user_id, row.photo_id });
                table.ForeignKey("fk_denied_suggestions_user_id", row => row.user_id, "selfies", "user_id", onDelete: ReferentialAction.Cascade);
                table.ForeignKey("fk_denied_suggestions_photo_id", row => row.photo_id, "photos", "id", onDelete: ReferentialAction.Cascade);
            });
        migrationBuilder.CreateIndex("ix_denied_suggestions_photo_id", "denied_suggestions", "photo_id");
    }

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable("denied_suggestions");
}
