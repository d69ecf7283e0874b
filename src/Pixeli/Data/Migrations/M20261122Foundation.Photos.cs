using Microsoft.EntityFrameworkCore.Migrations;

namespace Pixeli.Data.Migrations;

internal sealed partial class M20261122Foundation
{
    private static void CreateEvents(MigrationBuilder migration)
    {
        migration.CreateTable(
            "events",
            table => new
            {
                id = table.Column<Guid>(),
                title = table.Column<string>(maxLength: 120),
                description = table.Column<string>(maxLength: 4000),
                location = table.Column<string>(maxLength: 200),
                starts_at = table.Instant(migration, nullable: true),
                ends_at = table.Instant(migration, nullable: true),
                read_perm = table.Column<string>(maxLength: 3),
                write_perm = table.Column<string>(maxLength: 3),
                coordinator_id = table.Column<Guid>(nullable: true),
                cover_photo_id = table.Column<Guid>(nullable: true),
                created_at = table.Instant(migration),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_events", row => row.id);
                table.ForeignKey("fk_events_coordinator_id", row => row.coordinator_id, "users", "id", onDelete: ReferentialAction.SetNull);
            });
        migration.CreateIndex("ix_events_coordinator_id", "events", "coordinator_id");
        migration.CreateIndex("ix_events_created_at_id", "events", ["created_at", "id"]);
    }

    private static void CreatePhotos(MigrationBuilder migration)
    {
        migration.CreateTable(
            "photos",
            table => new
            {
                id = table.Column<Guid>(),
                event_id = table.Column<Guid>(),
                photographer_id = table.Column<Guid>(),
                timestamp = table.Instant(migration),
                timestamp_given = table.Column<bool>(),
                utc_offset = table.Column<int>(nullable: true),
                created_at = table.Instant(migration),
                read_perm = table.Column<string>(maxLength: 3),
                share_perm = table.Column<string>(maxLength: 2),
                file_name = table.Column<string>(maxLength: 255),
                content_type = table.Column<string>(maxLength: 50),
                bytes = table.Column<long>(),
                sha256 = table.Column<byte[]>(),
                width = table.Column<int>(),
                height = table.Column<int>(),
                placeholder = table.Column<byte[]>(nullable: true),
                meta = table.Column<string>(),
                media_version = table.Column<int>(),
                likes_count = table.Column<int>(),
                comments_count = table.Column<int>(),
                downloads = table.Column<int>(),
                views = table.Column<int>(),
                status = table.Column<string>(maxLength: 2),
                attempts = table.Column<int>(),
                interruptions = table.Column<int>(),
                claimed_by = table.Column<Guid>(nullable: true),
                claimed_until = table.Instant(migration, nullable: true),
                processing_errors = table.Column<string>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_photos", row => row.id);
                table.ForeignKey("fk_photos_event_id", row => row.event_id, "events", "id", onDelete: ReferentialAction.Restrict);
                table.ForeignKey("fk_photos_photographer_id", row => row.photographer_id, "users", "id", onDelete: ReferentialAction.Restrict);
            });
        migration.CreateIndex("ux_photos_event_id_sha256", "photos", ["event_id", "sha256"], unique: true);
        migration.CreateIndex("ix_photos_event_id_timestamp_id", "photos", ["event_id", "timestamp", "id"]);
        migration.CreateIndex("ix_photos_photographer_id_id", "photos", ["photographer_id", "id"]);
        migration.CreateIndex("ix_photos_claimed_until", "photos", "claimed_until", filter: "status IN ('PE', 'PR')");

        migration.CreateTable(
            "blob_removals",
            table => new { photo_id = table.Column<Guid>(), due_at = table.Instant(migration) },
            constraints: table => table.PrimaryKey("pk_blob_removals", row => row.photo_id));
        migration.CreateIndex("ix_blob_removals_due_at", "blob_removals", "due_at");
    }

    private static void CreatePeopleAndTags(MigrationBuilder migration)
    {
        migration.CreateTable(
            "photo_tags",
            table => new
            {
                photo_id = table.Column<Guid>(),
                normalized = table.Column<string>(maxLength: 50),
                tag = table.Column<string>(maxLength: 50),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_photo_tags", row => new { row.photo_id, row.normalized });
                table.ForeignKey("fk_photo_tags_photo_id", row => row.photo_id, "photos", "id", onDelete: ReferentialAction.Cascade);
            });
        migration.CreateIndex("ix_photo_tags_normalized_photo_id", "photo_tags", ["normalized", "photo_id"]);

        migration.CreateTable(
            "tagged_people",
            table => new
            {
                photo_id = table.Column<Guid>(),
                user_id = table.Column<Guid>(),
                created_at = table.Instant(migration),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_tagged_people", row => new { row.photo_id, row.user_id });
                table.ForeignKey("fk_tagged_people_photo_id", row => row.photo_id, "photos", "id", onDelete: ReferentialAction.Cascade);
                table.ForeignKey("fk_tagged_people_user_id", row => row.user_id, "users", "id", onDelete: ReferentialAction.Cascade);
            });
        migration.CreateIndex("ix_tagged_people_user_id_photo_id", "tagged_people", ["user_id", "photo_id"]);

        migration.CreateTable(
            "likes",
            table => new
            {
                photo_id = table.Column<Guid>(),
                user_id = table.Column<Guid>(),
                created_at = table.Instant(migration),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_likes", row => new { row.photo_id, row.user_id });
                table.ForeignKey("fk_likes_photo_id", row => row.photo_id, "photos", "id", onDelete: ReferentialAction.Cascade);
                table.ForeignKey("fk_likes_user_id", row => row.user_id, "users", "id", onDelete: ReferentialAction.Cascade);
            });
        migration.CreateIndex("ix_likes_user_id", "likes", "user_id");
    }
}
