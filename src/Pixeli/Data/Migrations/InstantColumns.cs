using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Migrations.Operations.Builders;

namespace Pixeli.Data.Migrations;

/// <summary>An instant is whole microseconds on SQLite (see <see cref="UtcMicroseconds"/>), a timestamptz on PostgreSQL.</summary>
internal static class InstantColumns
{
    public static OperationBuilder<AddColumnOperation> Instant(this ColumnsBuilder table, MigrationBuilder migration, bool nullable = false) =>
        migration.ActiveProvider!.EndsWith("Sqlite", StringComparison.Ordinal)
            ? table.Column<long>(nullable: nullable)
            : table.Column<DateTime>(nullable: nullable);
}
