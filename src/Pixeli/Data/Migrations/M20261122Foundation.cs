using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Pixeli.Data.Migrations;

/// <summary>Accounts, sessions, events, photos. Column types follow from the CLR types, so that one migration serves both databases.</summary>
[DbContext(typeof(PixeliDb))]
[Migration("20261122000000_Foundation")]
internal sealed partial class M20261122Foundation : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        CreateUsers(migrationBuilder);
        CreateSessions(migrationBuilder);
        CreateEvents(migrationBuilder);
        CreatePhotos(migrationBuilder);
        CreatePeopleAndTags(migrationBuilder);
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        string[] tables =
        [
            "blob_removals", "likes", "tagged_people", "photo_tags", "photos", "events", "refresh_tokens", "sessions",
            "user_tokens", "user_logins", "user_claims", "users",
        ];
        foreach (var table in tables)
            migrationBuilder.DropTable(table);
    }
}
