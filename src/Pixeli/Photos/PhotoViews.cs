using System.Collections.Concurrent;
using System.Data.Common;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pixeli.Data;

[assembly: Entity<Pixeli.Photos.PhotoView, Pixeli.Photos.PhotoViewConfiguration>]

namespace Pixeli.Photos;

/// <summary>Somebody looked at a photo on a day: counted once. Kept for a few days only.</summary>
internal sealed class PhotoView
{
    public Guid PhotoId { get; init; }

    public Guid UserId { get; init; }

    /// <summary>Days since 1 January of the year 1, in UTC.</summary>
    public int Day { get; init; }

    /// <summary>The day it is.</summary>
    public static int DayOf(TimeProvider clock) => DateOnly.FromDateTime(clock.UtcNow).DayNumber;
}

internal sealed class PhotoViewConfiguration : IEntityTypeConfiguration<PhotoView>
{
    public void Configure(EntityTypeBuilder<PhotoView> builder)
    {
        builder.ToTable("photo_views").HasKey(view => new { view.Day, view.PhotoId, view.UserId });
        builder.Property(view => view.Day).ValueGeneratedNever();
    }
}

/// <summary>
/// Counts views, once per person and day. They are written many at a time beside the requests: looking at a photo must not
/// wait for a disk, and a crash may cost the views of an instant.
/// </summary>
public sealed partial class PhotoViews(IServiceScopeFactory scopes, TimeProvider clock, ILogger<PhotoViews> logger) : BackgroundService
{
    private const int MaxRemembered = 200_000;
    private const int BatchSize = 500;
    private const int RowsAStatement = 100;

    private readonly Channel<Pending> _queue = Channel.CreateBounded<Pending>(new BoundedChannelOptions(50_000) { SingleReader = true });
    private readonly ConcurrentDictionary<Guid, Task> _unwritten = new();
    private ConcurrentDictionary<PhotoViewKey, bool> _today = new();
    private int _remembered;

    /// <summary>Counts a view that was not counted today; it is written soon.</summary>
    public void Add(Guid photo, Guid person)
    {
        var view = new PhotoViewKey(PhotoView.DayOf(clock), photo, person);
        if (!_today.TryAdd(view, true))
            return;
        if (Interlocked.Increment(ref _remembered) > MaxRemembered)
            (_today, _remembered) = (new(), 0); // the database remembers too
        var pending = new Pending(view, new(TaskCreationOptions.RunContinuationsAsynchronously));
        _unwritten[photo] = pending.Done.Task; // views are written in the order they came: the last one stands for all
        if (_queue.Writer.TryWrite(pending))
            return;
        _today.TryRemove(view, out _); // far too many at once: this one may be counted the next time
        Finish(pending);
    }

    /// <summary>Ends when the views of a photo that were added until now are written.</summary>
    public Task Unwritten(Guid photo) => _unwritten.GetValueOrDefault(photo, Task.CompletedTask);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await _queue.Reader.WaitToReadAsync(stoppingToken))
        {
            var batch = new List<Pending>();
            while (batch.Count < BatchSize && _queue.Reader.TryRead(out var view))
                batch.Add(view);
            try
            {
                await WriteAsync(batch.ConvertAll(pending => pending.View), stoppingToken);
            }
            catch (Exception failure) when (failure is DbException or DbUpdateException)
            {
                LogFailure(failure, batch.Count);
            }

            batch.ForEach(Finish);
        }
    }

    private void Finish(Pending pending)
    {
        _unwritten.TryRemove(new(pending.View.Photo, pending.Done.Task)); // unless a later one stands there
        pending.Done.SetResult();
    }

    private async Task WriteAsync(List<PhotoViewKey> views, CancellationToken cancellationToken)
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
                    await db.Database.ExecuteSqlAsync($"SELECT 1 FROM photos WHERE id = ANY({counted.Distinct().ToArray()}) ORDER BY id FOR NO KEY UPDATE", cancellationToken);
                await AddAsync(db, counted.CountBy(photo => photo), cancellationToken);
                await db.Set<PhotoView>().Where(view => view.Day < dayBefore).ExecuteDeleteAsync(cancellationToken);
            },
            cancellationToken);
    }

    // Most photos were seen by one or two more people: one statement for all of the same number.
    private static async Task AddAsync(PixeliDb db, IEnumerable<KeyValuePair<Guid, int>> views, CancellationToken cancellationToken)
    {
        foreach (var same in views.GroupBy(photo => photo.Value, photo => photo.Key))
        {
            var photos = same.ToList();
            await db.Photos.Where(row => photos.Contains(row.Id)).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.Views, row => row.Views + same.Key), cancellationToken);
        }
    }

    /// <summary>Adds rows, and tells the photos of those that were not there.</summary>
    private static string Insert(int rows) =>
        $"INSERT INTO photo_views (day, photo_id, user_id) VALUES {string.Join(", ", Enumerable.Range(0, rows).Select(row => $"({{{3 * row}}}, {{{(3 * row) + 1}}}, {{{(3 * row) + 2}}})"))} "
        + "ON CONFLICT DO NOTHING RETURNING photo_id AS \"Value\"";

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} views could not be counted")]
    private partial void LogFailure(Exception failure, int count);

    private readonly record struct PhotoViewKey(int Day, Guid Photo, Guid Person);

    private sealed record Pending(PhotoViewKey View, TaskCompletionSource Done);
}
