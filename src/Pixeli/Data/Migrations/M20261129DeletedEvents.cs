using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Pixeli.Data.Migrations;

/// <summary>Events that were deleted and whose photos are still to be removed.</summary>
[DbContext(typeof(PixeliDb))]
[Migration("20261129150000_DeletedEvents")]
internal sealed class M20261129DeletedEvents : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        if (migrationBuilder.IsSqlite)
            migrationBuilder.AddColumn<long>("deleted_at", "events", nullable: true);
        else
            migrationBuilder.AddColumn<DateTime>("deleted_at", "events", nullable: true);
        migrationBuilder.CreateIndex("ix_events_deleted_at", "events", "deleted_at", filter: "deleted_at IS NOT NULL");
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropIndex("ix_events_deleted_at", "events");
        migrationBuilder.DropColumn("deleted_at", "events");
    }
}
