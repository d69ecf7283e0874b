using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Pixeli.Data.Migrations;

/// <summary>Comments, notifications, share links, views.</summary>
[DbContext(typeof(PixeliDb))]
[Migration("20261122020000_Engagement")]
internal sealed partial class M20261122Engagement : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        CreateComments(migrationBuilder);
        CreateNotifications(migrationBuilder);
        CreateShareLinks(migrationBuilder);
        CreateCounts(migrationBuilder);
        migrationBuilder.CreateIndex(
            "ix_photos_photographer_id_event_id_status_read_perm", "photos", ["photographer_id", "event_id", "status", "read_perm"]);
        migrationBuilder.CreateTable(
            "photo_views",
            table => new { day = table.Column<int>(), photo_id = table.Column<Guid>(), user_id = table.Column<Guid>() },
            constraints: table => table.PrimaryKey("pk_photo_views", row => new { row.day, row.photo_id, row.user_id }));
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropIndex("ix_photos_photographer_id_event_id_status_read_perm", "photos");
        DropCounts(migrationBuilder);
        foreach (var table in (string[])["photo_views", "share_links", "notifications", "comments"])
            migrationBuilder.DropTable(table);
    }

    private static void CreateComments(MigrationBuilder migration)
    {
        migration.CreateTable(
            "comments",
            table => new
            {
                id = table.Column<Guid>(),
                photo_id = table.Column<Guid>(),
                user_id = table.Column<Guid>(),
                parent_id = table.Column<Guid>(nullable: true),
                content = table.Column<string>(maxLength: 2000),
                created_at = table.Instant(migration),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_comments", row => row.id);
                table.ForeignKey("fk_comments_photo_id", row => row.photo_id, "photos", "id", onDelete: ReferentialAction.Cascade);
                table.ForeignKey("fk_comments_user_id", row => row.user_id, "users", "id", onDelete: ReferentialAction.Cascade);
                table.ForeignKey("fk_comments_parent_id", row => row.parent_id, "comments", "id", onDelete: ReferentialAction.Cascade);
            });
        migration.CreateIndex("ix_comments_photo_id_created_at_id", "comments", ["photo_id", "created_at", "id"]);
        migration.CreateIndex("ix_comments_parent_id", "comments", "parent_id");
        migration.CreateIndex("ix_comments_user_id", "comments", "user_id");
    }

    private static void CreateNotifications(MigrationBuilder migration)
    {
        migration.CreateTable(
            "notifications",
            table => new
            {
                id = table.Column<Guid>(),
                recipient_id = table.Column<Guid>(),
                actor_id = table.Column<Guid>(nullable: true),
                verb = table.Column<string>(maxLength: 20),
                target_type = table.Column<string>(maxLength: 5),
                target_id = table.Column<Guid>(),
                comment_id = table.Column<Guid>(nullable: true),
                count = table.Column<int>(),
                read = table.Column<bool>(),
                merge_key = table.Column<string>(maxLength: 100, nullable: true),
                created_at = table.Instant(migration),
                updated_at = table.Instant(migration),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_notifications", row => row.id);
                table.ForeignKey("fk_notifications_recipient_id", row => row.recipient_id, "users", "id", onDelete: ReferentialAction.Cascade);
                table.ForeignKey("fk_notifications_actor_id", row => row.actor_id, "users", "id", onDelete: ReferentialAction.SetNull);
            });
        migration.CreateIndex("ix_notifications_recipient_id_created_at_id", "notifications", ["recipient_id", "created_at", "id"]);
        migration.CreateIndex("ux_notifications_recipient_id_merge_key", "notifications", ["recipient_id", "merge_key"], unique: true);
        migration.CreateIndex("ix_notifications_recipient_id", "notifications", "recipient_id", filter: "NOT read");
        migration.CreateIndex("ix_notifications_target_id", "notifications", "target_id");
        migration.CreateIndex("ix_notifications_actor_id", "notifications", "actor_id");
    }

    private static void CreateShareLinks(MigrationBuilder migration)
    {
        migration.CreateTable(
            "share_links",
            table => new
            {
                id = table.Column<Guid>(),
                photo_id = table.Column<Guid>(),
                user_id = table.Column<Guid>(),
                variant = table.Column<string>(maxLength: 1),
                created_at = table.Instant(migration),
                expires_at = table.Instant(migration),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_share_links", row => row.id);
                table.ForeignKey("fk_share_links_photo_id", row => row.photo_id, "photos", "id", onDelete: ReferentialAction.Cascade);
                table.ForeignKey("fk_share_links_user_id", row => row.user_id, "users", "id", onDelete: ReferentialAction.Cascade);
            });
        migration.CreateIndex("ix_share_links_photo_id", "share_links", "photo_id");
        migration.CreateIndex("ix_share_links_user_id", "share_links", "user_id");
    }
}
