using System.Collections.Concurrent;
using System.Data.Common;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pixeli.Data;

namespace Pixeli.Photos;

/// <summary>Somebody looked at a photo on a day: counted once. Kept for a few days only.</summary>
internal sealed class PhotoView
{
    public Guid PhotoId { get; init; }

    public Guid UserId { get; init; }

    /// <summary>Days since 1 January of the year 1, in UTC.</summary>
    public int Day { get; init; }
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

    private readonly Channel<Pending> _queue = Channel.CreateBounded<Pending>(new BoundedChannelOptions(50_000) { SingleReader = true });
    private ConcurrentDictionary<PhotoViewKey, Task> _today = new();
    private int _remembered;

    /// <summary>Counts a view that was not counted today.</summary>
    /// <returns>Ends when it is counted.</returns>
    public Task AddAsync(Guid photo, Guid person)
    {
        var view = new PhotoViewKey(DateOnly.FromDateTime(clock.UtcNow).DayNumber, photo, person);
        if (_today.TryGetValue(view, out var known))
            return known;
        var pending = new Pending(view, new(TaskCreationOptions.RunContinuationsAsynchronously));
        if (!_today.TryAdd(view, pending.Done.Task))
            return _today.GetValueOrDefault(view, Task.CompletedTask);
        if (Interlocked.Increment(ref _remembered) > MaxRemembered)
            (_today, _remembered) = (new(), 0); // the database remembers too
        if (_queue.Writer.TryWrite(pending))
            return pending.Done.Task;
        _today.TryRemove(view, out _); // far too many at once: this one may be counted the next time
        return Task.CompletedTask;
    }

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

            foreach (var pending in batch)
                pending.Done.SetResult();
        }
    }

    private async Task WriteAsync(List<PhotoViewKey> views, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PixeliDb>();
        var dayBefore = DateOnly.FromDateTime(clock.UtcNow).DayNumber - 1;
        await db.WriteAsync(
            async () =>
            {
                var counted = new List<Guid>();
                foreach (var view in views)
                {
                    if (await db.Database.ExecuteSqlRawAsync(
                        "INSERT INTO photo_views (day, photo_id, user_id) VALUES ({0}, {1}, {2}) ON CONFLICT DO NOTHING",
                        [view.Day, view.Photo, view.Person],
                        cancellationToken) > 0)
                        counted.Add(view.Photo);
                }

                foreach (var photo in counted.CountBy(photo => photo).OrderBy(photo => photo.Key)) // in one order: no two processes wait for each other
                {
                    await db.Photos.Where(row => row.Id == photo.Key).ExecuteUpdateAsync(
                        set => set.SetProperty(row => row.Views, row => row.Views + photo.Value), cancellationToken);
                }

                await db.Set<PhotoView>().Where(view => view.Day < dayBefore).ExecuteDeleteAsync(cancellationToken);
            },
            cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} views could not be counted")]
    private partial void LogFailure(Exception failure, int count);

    private readonly record struct PhotoViewKey(int Day, Guid Photo, Guid Person);

    private sealed record Pending(PhotoViewKey View, TaskCompletionSource Done);
}
