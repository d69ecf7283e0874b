using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Migrations.Operations.Builders;

namespace Pixeli.Data.Migrations;

/// <summary>An instant is whole microseconds on SQLite (see <see cref="UtcMicroseconds"/>), a timestamptz on PostgreSQL.</summary>
internal static class InstantColumns
{
    extension(MigrationBuilder migration)
    {
        public bool IsSqlite => migration.ActiveProvider!.EndsWith("Sqlite", StringComparison.Ordinal);
    }

    public static OperationBuilder<AddColumnOperation> Instant(this ColumnsBuilder table, MigrationBuilder migration, bool nullable = false) =>
        migration.IsSqlite
            ? table.Column<long>(nullable: nullable)
            : table.Column<DateTime>(nullable: nullable);
}
