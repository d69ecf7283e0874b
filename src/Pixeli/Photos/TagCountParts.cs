using Microsoft.EntityFrameworkCore;
using Pixeli.Data;
using Pixeli.Hosting.Errors;

namespace Pixeli.Photos;

/// <summary>
/// Adds together what each connection to PostgreSQL counted of a word's photos, now and then: otherwise there would be a row for each connection
/// that ever was. Nobody waits for it: what a connection is counting at the moment is left for the next time.
/// </summary>
internal sealed partial class TagCountParts(IServiceScopeFactory scopes, DatabaseOptions database, ILogger<TagCountParts> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    private const string AddSql = """
        WITH parts AS (
            DELETE FROM tag_photo_counts WHERE (tag, event_id, is_completed, read_perm, part) IN (
                SELECT tag, event_id, is_completed, read_perm, part FROM tag_photo_counts WHERE part <> 0 FOR UPDATE SKIP LOCKED)
            RETURNING tag, event_id, is_completed, read_perm, count)
        INSERT INTO tag_photo_counts (tag, event_id, is_completed, read_perm, part, count)
        SELECT tag, event_id, is_completed, read_perm, 0, SUM(count) FROM parts GROUP BY tag, event_id, is_completed, read_perm
        ON CONFLICT (tag, event_id, is_completed, read_perm, part) DO UPDATE SET count = tag_photo_counts.count + excluded.count;
        DELETE FROM tag_photo_counts WHERE part = 0 AND count = 0;
        """;

    // One process at a time: two that add to the same rows in different orders would wait for each other.
    private const string TurnSql = "SELECT pg_try_advisory_xact_lock(hashtext('pixeli tag_photo_counts')) AS \"Value\"";

    /// <summary>Adds the parts of all counts together, unless another process does.</summary>
    public async Task AddAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PixeliDb>();
        await db.WriteAsync(
            async () =>
            {
                if ((await db.Database.SqlQueryRaw<bool>(TurnSql).ToListAsync(cancellationToken))[0])
                    await db.Database.ExecuteSqlRawAsync(AddSql, cancellationToken);
            },
            cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (database.IsSqlite)
            return; // one writer: there are no parts
        using var timer = new PeriodicTimer(Interval);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await AddAsync(stoppingToken);
            }
            catch (Exception failure) when (PassingTrouble.Is(failure))
            {
                LogFailure(failure);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not add up the counts of tags; trying again")]
    private partial void LogFailure(Exception failure);
}
