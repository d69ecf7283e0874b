using System.Collections.Concurrent;
using System.Data.Common;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using Pixeli.Data;

namespace Pixeli.Photos;

/// <summary>
/// Counts views, once per person and day, and downloads of originals. They are written many at a time beside the requests: looking at a
/// photo must not wait for a disk, or for a database that somebody else writes in, and a crash may cost what was counted in an instant.
/// </summary>
public sealed partial class PhotoCounters(IServiceScopeFactory scopes, TimeProvider clock, ILogger<PhotoCounters> logger) : BackgroundService
{
    private const int MaxRemembered = 200_000;
    private const int BatchSize = 500;
    private const int RowsAStatement = 100;
    private const int OldAtOnce = 4 * BatchSize; // others wait to write meanwhile; sooner or later all, as more go than come
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2); // between attempts while the database is away
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private readonly Channel<Pending> _queue = Channel.CreateBounded<Pending>(new BoundedChannelOptions(50_000) { SingleReader = true });
    private readonly ConcurrentDictionary<Guid, Task> _unwritten = new();
    private ConcurrentDictionary<PhotoViewKey, bool> _today = new();
    private int _remembered;

    /// <summary>Counts a view that was not counted today; it is written soon.</summary>
    public void AddView(Guid photo, Guid person)
    {
        var view = new PhotoViewKey(PhotoView.DayOf(clock), photo, person);
        if (!_today.TryAdd(view, true))
            return;
        if (Interlocked.Increment(ref _remembered) > MaxRemembered)
            (_today, _remembered) = (new(), 0); // the database remembers too
        if (!Add(photo, view))
            _today.TryRemove(view, out _); // it may be counted the next time
    }

    /// <summary>Counts a download of the original; it is written soon.</summary>
    public void AddDownload(Guid photo) => Add(photo, null);

    /// <summary>Ends when what was counted of a photo until now is written.</summary>
    public Task Unwritten(Guid photo) => _unwritten.GetValueOrDefault(photo, Task.CompletedTask);

    /// <summary>Writes what was counted before it stops, if the database is there.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _queue.Writer.TryComplete();
        if (ExecuteTask is { } work)
            await Task.WhenAny(work, Task.Delay(Grace, cancellationToken));
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await _queue.Reader.WaitToReadAsync(stoppingToken))
        {
            var batch = new List<Pending>();
            while (batch.Count < BatchSize && _queue.Reader.TryRead(out var pending))
                batch.Add(pending);
            while (!await TryWriteAsync(batch, stoppingToken))
                await Task.Delay(Interval, stoppingToken);
            batch.ForEach(Finish);
        }
    }

    private bool Add(Guid photo, PhotoViewKey? view)
    {
        var pending = new Pending(photo, view, new(TaskCreationOptions.RunContinuationsAsynchronously));
        _unwritten[photo] = pending.Done.Task; // they are written in the order they came: the last one stands for all
        if (_queue.Writer.TryWrite(pending))
            return true;
        Finish(pending); // far too many at once
        return false;
    }

    private void Finish(Pending pending)
    {
        _unwritten.TryRemove(new(pending.Photo, pending.Done.Task)); // unless a later one stands there
        pending.Done.SetResult();
    }

    private async Task<bool> TryWriteAsync(List<Pending> batch, CancellationToken cancellationToken)
    {
        try
        {
            await WriteAsync([.. batch.Select(pending => pending.View).OfType<PhotoViewKey>()], [.. batch.Where(pending => pending.View is null).Select(pending => pending.Photo)], cancellationToken);
            return true;
        }
        catch (Exception failure) when (failure is DbException or DbUpdateException)
        {
            LogFailure(failure, batch.Count);
            return !DatabaseTrouble.IsAway(failure);
        }
    }

    private async Task WriteAsync(List<PhotoViewKey> views, List<Guid> downloads, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PixeliDb>();
        var dayBefore = PhotoView.DayOf(clock) - 1;
        await db.WriteAsync(
            async () =>
            {
                var counted = new List<Guid>();
                foreach (var some in views.OrderBy(view => (view.Photo, view.Person)).Chunk(RowsAStatement)) // in one order: no two processes wait for each other
                    counted.AddRange(await db.Database.SqlQueryRaw<Guid>(Insert(some.Length), [.. some.SelectMany(view => new object[] { view.Day, view.Photo, view.Person })])
                        .ToListAsync(cancellationToken));
                if (!db.IsSqlite) // in one order, here too
                    await db.Database.ExecuteSqlAsync($"SELECT 1 FROM photos WHERE id = ANY({counted.Union(downloads).ToArray()}) ORDER BY id FOR NO KEY UPDATE", cancellationToken);
                await AddAsync(db, counted, (set, count) => set.SetProperty(row => row.Views, row => row.Views + count), cancellationToken);
                await AddAsync(db, downloads, (set, count) => set.SetProperty(row => row.Downloads, row => row.Downloads + count), cancellationToken);
                await db.Database.ExecuteSqlAsync(
                    $"DELETE FROM photo_views WHERE (day, photo_id, user_id) IN (SELECT day, photo_id, user_id FROM photo_views WHERE day < {dayBefore} LIMIT {OldAtOnce})",
                    cancellationToken);
            },
            cancellationToken);
    }

    // Most photos were seen by one or two more people: one statement for all of the same number.
    private static async Task AddAsync(PixeliDb db, List<Guid> counted, Action<UpdateSettersBuilder<Photo>, int> add, CancellationToken cancellationToken)
    {
        foreach (var same in counted.CountBy(photo => photo).GroupBy(photo => photo.Value, photo => photo.Key))
        {
            var photos = same.ToList();
            await db.Photos.Where(row => photos.Contains(row.Id)).ExecuteUpdateAsync(set => add(set, same.Key), cancellationToken);
        }
    }

    /// <summary>Adds rows, and tells the photos of those that were not there.</summary>
    private static string Insert(int rows) =>
        $"INSERT INTO photo_views (day, photo_id, user_id) VALUES {string.Join(", ", Enumerable.Range(0, rows).Select(row => $"({{{3 * row}}}, {{{(3 * row) + 1}}}, {{{(3 * row) + 2}}})"))} "
        + "ON CONFLICT DO NOTHING RETURNING photo_id AS \"Value\"";

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} views and downloads could not be counted")]
    private partial void LogFailure(Exception failure, int count);

    private readonly record struct PhotoViewKey(int Day, Guid Photo, Guid Person);

    private sealed record Pending(Guid Photo, PhotoViewKey? View, TaskCompletionSource Done);
}
