namespace Pixeli.Tests;

/// <summary>A fact about several processes, which only PostgreSQL allows.</summary>
public sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute() => Skip = TestDatabase.IsPostgres ? null : "PIXELI_TEST_DATABASE names no PostgreSQL server.";
}
