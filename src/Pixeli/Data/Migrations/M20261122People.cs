using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Pixeli.Data.Migrations;

/// <summary>Sign-up by mailed code, and finding people.</summary>
[DbContext(typeof(PixeliDb))]
[Migration("20261122020000_People")]
internal sealed class M20261122People : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        CreateMails(migrationBuilder);
        CreateCodes(migrationBuilder);
        CreateWords(migrationBuilder);
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        foreach (var table in (string[])["user_words", "one_time_codes", "outgoing_mails"])
            migrationBuilder.DropTable(table);
    }

    private static void CreateMails(MigrationBuilder migration)
    {
        migration.CreateTable(
            "outgoing_mails",
            table => new
            {
                id = table.Column<Guid>(),
                recipient = table.Column<string>(maxLength: 254),
                subject = table.Column<string>(maxLength: 200),
                text = table.Column<string>(),
                html = table.Column<string>(),
                created_at = table.Instant(migration),
                due_at = table.Instant(migration),
                give_up_at = table.Instant(migration),
                attempts = table.Column<int>(),
            },
            constraints: table => table.PrimaryKey("pk_outgoing_mails", row => row.id));
        migration.CreateIndex("ix_outgoing_mails_due_at", "outgoing_mails", "due_at");
    }

    private static void CreateCodes(MigrationBuilder migration)
    {
        migration.CreateTable(
            "one_time_codes",
            table => new
            {
                address = table.Column<byte[]>(),
                purpose = table.Column<string>(maxLength: 10),
                user_id = table.Column<Guid>(nullable: true),
                hash = table.Column<byte[]>(),
                attempts = table.Column<int>(),
                sent_at = table.Instant(migration),
                expires_at = table.Instant(migration),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_one_time_codes", row => new { row.address, row.purpose });
                table.ForeignKey("fk_one_time_codes_user_id", row => row.user_id, "users", "id", onDelete: ReferentialAction.Cascade);
            });
        migration.CreateIndex("ix_one_time_codes_user_id", "one_time_codes", "user_id");
        migration.CreateIndex("ix_one_time_codes_expires_at", "one_time_codes", "expires_at");
    }

    private static void CreateWords(MigrationBuilder migration)
    {
        // By bytes, as SQLite compares anyway: a language's own order would not keep the words of one prefix together.
        var collation = migration.IsSqlite ? null : "C";
        migration.CreateTable(
            "user_words",
            table => new
            {
                word = table.Column<string>(maxLength: 50, collation: collation),
                user_id = table.Column<Guid>(),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_user_words", row => new { row.word, row.user_id });
                table.ForeignKey("fk_user_words_user_id", row => row.user_id, "users", "id", onDelete: ReferentialAction.Cascade);
            });
        migration.CreateIndex("ix_user_words_user_id", "user_words", "user_id");
    }
}
