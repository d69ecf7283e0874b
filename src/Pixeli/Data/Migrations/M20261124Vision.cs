using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Pixeli.Data.Migrations;

/// <summary>What the machine sees in photos, and people who asked to be found in them.</summary>
[DbContext(typeof(PixeliDb))]
[Migration("20261124110000_Vision")]
internal sealed partial class M20261124Vision : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        CreateTags(migrationBuilder);
        CreateSettings(migrationBuilder);
        CreateVectors(migrationBuilder);
        CreatePeople(migrationBuilder);
        CreateQueue(migrationBuilder);
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        DropQueue(migrationBuilder);
        foreach (var table in (string[])["face_verdicts", "selfies", "image_vectors", "faces", "vision_settings", "auto_tags"])
            migrationBuilder.DropTable(table);
    }

    private static void CreateTags(MigrationBuilder migration)
    {
        migration.CreateTable(
            "auto_tags",
            table => new
            {
                photo_id = table.Column<Guid>(),
                tag = table.Column<string>(maxLength: 50),
                score = table.Column<double>(),
                pack = table.Column<string>(maxLength: 50),
                removed = table.Column<bool>(),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_auto_tags", row => new { row.photo_id, row.tag });
                table.ForeignKey("fk_auto_tags_photo_id", row => row.photo_id, "photos", "id", onDelete: ReferentialAction.Cascade);
            });
        migration.CreateIndex("ix_auto_tags_tag_photo_id", "auto_tags", ["tag", "photo_id"], filter: "NOT removed");
    }

    private static void CreateSettings(MigrationBuilder migration) => migration.CreateTable(
        "vision_settings",
        table => new { name = table.Column<string>(maxLength: 50), value = table.Column<string>() },
        constraints: table => table.PrimaryKey("pk_vision_settings", row => row.name));

    private static void CreateVectors(MigrationBuilder migration)
    {
        migration.CreateTable(
            "faces",
            table => new
            {
                id = table.Column<Guid>(),
                photo_id = table.Column<Guid>(),
                left = table.Column<double>(),
                top = table.Column<double>(),
                width = table.Column<double>(),
                height = table.Column<double>(),
                score = table.Column<double>(),
                is_clear = table.Column<bool>(),
                pack = table.Column<string>(maxLength: 50, nullable: true),
                vector = table.Column<byte[]>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_faces", row => row.id);
                table.ForeignKey("fk_faces_photo_id", row => row.photo_id, "photos", "id", onDelete: ReferentialAction.Cascade);
            });
        migration.CreateIndex("ix_faces_photo_id", "faces", "photo_id");
        migration.CreateTable(
            "image_vectors",
            table => new
            {
                photo_id = table.Column<Guid>(),
                pack = table.Column<string>(maxLength: 50),
                vector = table.Column<byte[]>(),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_image_vectors", row => row.photo_id);
                table.ForeignKey("fk_image_vectors_photo_id", row => row.photo_id, "photos", "id", onDelete: ReferentialAction.Cascade);
            });
    }

    private static void CreatePeople(MigrationBuilder migration)
    {
        migration.CreateTable(
            "selfies",
            table => new
            {
                user_id = table.Column<Guid>(),
                pack = table.Column<string>(maxLength: 50),
                vector = table.Column<byte[]>(),
                created_at = table.Instant(migration),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_selfies", row => row.user_id);
                table.ForeignKey("fk_selfies_user_id", row => row.user_id, "users", "id", onDelete: ReferentialAction.Cascade);
            });
        migration.CreateTable(
            "face_verdicts",
            table => new
            {
                user_id = table.Column<Guid>(),
                photo_id = table.Column<Guid>(),
                is_me = table.Column<bool>(),
                decided_at = table.Instant(migration),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_face_verdicts", row => new { row.user_id, row.photo_id });
                table.ForeignKey("fk_face_verdicts_user_id", row => row.user_id, "users", "id", onDelete: ReferentialAction.Cascade);
                table.ForeignKey("fk_face_verdicts_photo_id", row => row.photo_id, "photos", "id", onDelete: ReferentialAction.Cascade);
            });
        migration.CreateIndex("ix_face_verdicts_photo_id", "face_verdicts", "photo_id");
    }
}
