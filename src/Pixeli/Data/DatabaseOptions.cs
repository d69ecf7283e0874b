using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Pixeli.Data;

/// <summary>Which database is in use: <c>DATABASE_URL</c>, or SQLite in the data folder.</summary>
public sealed class DatabaseOptions
{
    // Planning a list costs PostgreSQL about as much as running it. What is sent again and again on a connection stays planned there, in up to
    // a quarter of a megabyte each.
    private const int PlannedStatements = 32;

    /// <summary>
    /// <c>postgresql://user:password@host:5432/name</c>, after <c>?</c> settings of Npgsql, as <c>sslmode=require</c>; null or empty for SQLite.
    /// </summary>
    public string? Url { get; set; }

    /// <summary>The SQLite file, used when there is no <see cref="Url"/>.</summary>
    public required string SqlitePath { get; set; }

    public bool IsSqlite => string.IsNullOrWhiteSpace(Url);

    /// <exception cref="FormatException"><see cref="Url"/> is not a PostgreSQL URL.</exception>
    public string ConnectionString => IsSqlite
        ? $"Data Source={SqlitePath};Foreign Keys=True;Default Timeout=30"
        : FromUrl(Url!);

    /// <summary>A connection, not open yet, for what is asked before Entity Framework is ready or without it.</summary>
    internal DbConnection CreateConnection() => IsSqlite ? new SqliteConnection(ConnectionString) : CreatePostgresConnection();

    // Apart, and as what both are, so that Npgsql is loaded where it is used only.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private DbConnection CreatePostgresConnection() => new NpgsqlConnection(ConnectionString);

    private static string FromUrl(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("postgresql" or "postgres"))
            throw new FormatException("DATABASE_URL must look like postgresql://user:password@host:5432/name.");
        var credentials = uri.UserInfo.Split(':', 2);
        var builder = new NpgsqlConnectionStringBuilder
        {
            Host = uri.Host,
            Port = uri.Port > 0 ? uri.Port : 5432,
            Database = Uri.UnescapeDataString(uri.AbsolutePath.TrimStart('/')),
            Username = Uri.UnescapeDataString(credentials[0]),
            Password = credentials.Length > 1 ? Uri.UnescapeDataString(credentials[1]) : null,
            ApplicationName = "pixeli",
            MaxAutoPrepare = PlannedStatements,
        };
        foreach (var setting in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)))
            Set(builder, Uri.UnescapeDataString(setting[0]), Uri.UnescapeDataString(setting.ElementAtOrDefault(1) ?? ""));
        return builder.ConnectionString;
    }

    private static void Set(NpgsqlConnectionStringBuilder builder, string name, string value)
    {
        try
        {
            builder[name] = value;
        }
        catch (Exception unknown) when (unknown is ArgumentException or FormatException or InvalidCastException)
        {
            throw new FormatException($"DATABASE_URL has a setting that is none: {name}={value}.", unknown);
        }
    }
}
