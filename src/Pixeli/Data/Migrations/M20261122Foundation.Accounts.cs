using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

namespace Pixeli.Data.Migrations;

internal sealed partial class M20261122Foundation
{
    private static void CreateUsers(MigrationBuilder migration)
    {
        migration.CreateTable(
            "users",
            table => new
            {
                id = table.Column<Guid>(),
                name = table.Column<string>(maxLength: 150),
                bio = table.Column<string>(maxLength: 2000),
                department = table.Column<string>(maxLength: 150),
                batch = table.Column<string>(maxLength: 50),
                role = table.Column<string>(maxLength: 10),
                created_at = table.Instant(migration),
                disabled_at = table.Instant(migration, nullable: true),
                user_name = table.Column<string>(maxLength: 150),
                normalized_user_name = table.Column<string>(maxLength: 150),
                email = table.Column<string>(maxLength: 254),
                normalized_email = table.Column<string>(maxLength: 254),
                email_confirmed = table.Column<bool>(),
                password_hash = table.Column<string>(nullable: true),
                security_stamp = table.Column<string>(nullable: true),
                concurrency_stamp = table.Column<string>(nullable: true),
                phone_number = table.Column<string>(nullable: true),
                phone_number_confirmed = table.Column<bool>(),
                two_factor_enabled = table.Column<bool>(),
                lockout_end = table.Column<DateTimeOffset>(nullable: true),
                lockout_enabled = table.Column<bool>(),
                access_failed_count = table.Column<int>(),
            },
            constraints: table => table.PrimaryKey("pk_users", row => row.id));
        migration.CreateIndex("ux_users_normalized_user_name", "users", "normalized_user_name", unique: true);
        migration.CreateIndex("ux_users_normalized_email", "users", "normalized_email", unique: true);

        migration.CreateTable(
            "user_claims",
            table => new
            {
                id = table.Column<int>()
                    .Annotation("Sqlite:Autoincrement", true)
                    .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                user_id = table.Column<Guid>(),
                claim_type = table.Column<string>(nullable: true),
                claim_value = table.Column<string>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_user_claims", row => row.id);
                table.ForeignKey("fk_user_claims_user_id", row => row.user_id, "users", "id", onDelete: ReferentialAction.Cascade);
            });
        migration.CreateIndex("ix_user_claims_user_id", "user_claims", "user_id");

        migration.CreateTable(
            "user_logins",
            table => new
            {
                login_provider = table.Column<string>(),
                provider_key = table.Column<string>(),
                provider_display_name = table.Column<string>(nullable: true),
                user_id = table.Column<Guid>(),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_user_logins", row => new { row.login_provider, row.provider_key });
                table.ForeignKey("fk_user_logins_user_id", row => row.user_id, "users", "id", onDelete: ReferentialAction.Cascade);
            });
        migration.CreateIndex("ix_user_logins_user_id", "user_logins", "user_id");

        migration.CreateTable(
            "user_tokens",
            table => new
            {
                user_id = table.Column<Guid>(),
                login_provider = table.Column<string>(),
                name = table.Column<string>(),
                value = table.Column<string>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_user_tokens", row => new { row.user_id, row.login_provider, row.name });
                table.ForeignKey("fk_user_tokens_user_id", row => row.user_id, "users", "id", onDelete: ReferentialAction.Cascade);
            });
    }

    private static void CreateSessions(MigrationBuilder migration)
    {
        migration.CreateTable(
            "sessions",
            table => new
            {
                id = table.Column<Guid>(),
                user_id = table.Column<Guid>(),
                created_at = table.Instant(migration),
                last_used_at = table.Instant(migration),
                expires_at = table.Instant(migration),
                ended_at = table.Instant(migration, nullable: true),
                user_agent = table.Column<string>(maxLength: 200),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_sessions", row => row.id);
                table.ForeignKey("fk_sessions_user_id", row => row.user_id, "users", "id", onDelete: ReferentialAction.Cascade);
            });
        migration.CreateIndex("ix_sessions_user_id", "sessions", "user_id");

        migration.CreateTable(
            "refresh_tokens",
            table => new
            {
                hash = table.Column<byte[]>(),
                session_id = table.Column<Guid>(),
                created_at = table.Instant(migration),
                expires_at = table.Instant(migration),
                used_at = table.Instant(migration, nullable: true),
                successor_salt = table.Column<byte[]>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_refresh_tokens", row => row.hash);
                table.ForeignKey("fk_refresh_tokens_session_id", row => row.session_id, "sessions", "id", onDelete: ReferentialAction.Cascade);
            });
        migration.CreateIndex("ix_refresh_tokens_session_id", "refresh_tokens", "session_id");
    }
}
