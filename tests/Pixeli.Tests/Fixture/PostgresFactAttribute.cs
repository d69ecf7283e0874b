namespace Pixeli.Tests;

/// <summary>A test of what only PostgreSQL can do. Give it the trait Needs=postgresql, by which ./test leaves it to the run on PostgreSQL.</summary>
public sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute() => Skip = TestDatabase.IsPostgres ? null : "PIXELI_TEST_DATABASE names no PostgreSQL server.";
}
