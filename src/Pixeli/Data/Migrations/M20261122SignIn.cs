using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Pixeli.Data.Migrations;

/// <summary>Where people signed in from, and codes by which apps finish a sign-in that a browser began.</summary>
[DbContext(typeof(PixeliDb))]
[Migration("20261122030000_SignIn")]
internal sealed class M20261122SignIn : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "known_addresses",
            table => new
            {
                user_id = table.Column<Guid>(),
                address = table.Column<byte[]>(),
                last_seen_at = table.Instant(migrationBuilder),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_known_addresses", row => new { row.user_id, row.address });
                table.ForeignKey("fk_known_addresses_user_id", row => row.user_id, "users", "id", onDelete: ReferentialAction.Cascade);
            });

        migrationBuilder.CreateTable(
            "sign_in_codes",
            table => new
            {
                hash = table.Column<byte[]>(),
                user_id = table.Column<Guid>(),
                challenge = table.Column<string>(maxLength: 64, nullable: true),
                expires_at = table.Instant(migrationBuilder),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_sign_in_codes", row => row.hash);
                table.ForeignKey("fk_sign_in_codes_user_id", row => row.user_id, "users", "id", onDelete: ReferentialAction.Cascade);
            });
        migrationBuilder.CreateIndex("ix_sign_in_codes_user_id", "sign_in_codes", "user_id");
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropTable("sign_in_codes");
        migrationBuilder.DropTable("known_addresses");
    }
}
