using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Pixeli.Data.Migrations;

/// <summary>Uploads that may take several requests.</summary>
[DbContext(typeof(PixeliDb))]
[Migration("20261124100000_ResumableUploads")]
internal sealed class M20261124ResumableUploads : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "resumable_uploads",
            table => new
            {
                id = table.Column<Guid>(),
                user_id = table.Column<Guid>(),
                event_id = table.Column<Guid>(nullable: true),
                length = table.Column<long>(),
                metadata = table.Column<string>(),
                created_at = table.Instant(migrationBuilder),
                expires_at = table.Instant(migrationBuilder),
                photo_id = table.Column<Guid>(nullable: true),
                is_duplicate = table.Column<bool>(),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_resumable_uploads", row => row.id);
                table.ForeignKey("fk_resumable_uploads_user_id", row => row.user_id, "users", "id", onDelete: ReferentialAction.Cascade);
                table.ForeignKey("fk_resumable_uploads_event_id", row => row.event_id, "events", "id", onDelete: ReferentialAction.Cascade);
            });
        migrationBuilder.CreateIndex("ix_resumable_uploads_user_id_expires_at", "resumable_uploads", ["user_id", "expires_at"]);
        migrationBuilder.CreateIndex("ix_resumable_uploads_event_id", "resumable_uploads", "event_id");
        migrationBuilder.CreateIndex("ix_resumable_uploads_expires_at", "resumable_uploads", "expires_at");
    }

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable("resumable_uploads");
}
