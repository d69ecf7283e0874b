namespace Pixeli.Tests;

/// <summary>A theory about what only PostgreSQL can do; see <see cref="PostgresFactAttribute"/>.</summary>
public sealed class PostgresTheoryAttribute : TheoryAttribute
{
    public PostgresTheoryAttribute() => Skip = TestDatabase.IsPostgres ? null : "PIXELI_TEST_DATABASE names no PostgreSQL server.";
}
