using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Pixeli.Accounts;
using Pixeli.Bench.Api;
using Pixeli.Bench.Measuring;
using Pixeli.Bench.Server;
using Pixeli.Data;
using Pixeli.Events;
using Pixeli.FindMe;
using Pixeli.Hosting;
using Pixeli.Photos;
using Pixeli.Storage;
using Pixeli.Tagging;

namespace Pixeli.Bench.Growth;

/// <summary>
/// A site whose rows become more and more: nine in ten photos in one event, the others in events of a hundred, and of a large site 10,000 in an
/// event of their own; one tag of a thousand for each photo, and one face where faces are wanted.
/// </summary>
[SuppressMessage("Security", "CA5394", Justification = "The same site in every run.")]
internal sealed class GrowingSite(bool hasFaces)
{
    private const int BatchSize = 5000;
    private const int SmallEvent = 100;
    private const int MiddleEvent = 10_000;
    private const int Tags = 1000;
    private const int FaceValues = 256;
    private static readonly DateTime Start = new(2026, 5, 12, 14, 0, 0, DateTimeKind.Utc);

    private readonly Random _random = new(1);
    private readonly List<Guid> _some = [];
    private Guid _large;
    private Guid? _middle;
    private int _inLarge;
    private int _inSmall;
    private int _inMiddle;

    /// <summary>The event whose whole list is asked for: of 10,000 photos, or of all the large event has in a site that is not large.</summary>
    public (Guid Id, int Photos) Whole => _middle is { } middle ? (middle, _inMiddle) : (_large, _inLarge);

    /// <summary>Photos of several events.</summary>
    public IReadOnlyList<Guid> Some => _some;

    /// <summary>Adds photos until there are so many.</summary>
    public async Task GrowAsync(int size, CancellationToken cancellationToken)
    {
        using var host = await CommandHost.CreateAsync((services, configuration) => services.AddPixeli(configuration), cancellationToken);
        if (_large == default)
        {
            await host.Services.GetRequiredService<StoreOwner>().LookAsync(cancellationToken); // later, it would be missing the photos' bytes
            _large = await AddEventAsync(host.Services, "The large event", cancellationToken);
            if (hasFaces)
                await AskToBeFoundAsync(host.Services, cancellationToken);
        }

        var small = size / 10;
        while (_inSmall < small)
        {
            var count = Math.Min(SmallEvent, small - _inSmall);
            await AddPhotosAsync(host.Services, await AddEventAsync(host.Services, $"Event {_inSmall / SmallEvent}", cancellationToken), _inSmall, count, cancellationToken);
            _inSmall += count;
        }

        while (size > 2 * MiddleEvent && _inMiddle < MiddleEvent)
        {
            _middle ??= await AddEventAsync(host.Services, "The event of 10,000", cancellationToken);
            await AddPhotosAsync(host.Services, _middle.Value, _inMiddle, BatchSize, cancellationToken);
            _inMiddle += BatchSize;
        }

        var large = size - small - _inMiddle;
        while (_inLarge < large)
        {
            var count = Math.Min(BatchSize, large - _inLarge);
            await AddPhotosAsync(host.Services, _large, _inLarge, count, cancellationToken);
            _inLarge += count;
        }

        // What PostgreSQL's own upkeep has done on a site by the time somebody looks. Nobody does that for SQLite.
        await WithDbAsync(host.Services, db => db.IsSqlite ? Task.FromResult(0) : db.Database.ExecuteSqlRawAsync("VACUUM ANALYZE", cancellationToken));
    }

    public async Task<IReadOnlyList<Question>> QuestionsAsync(LoadedServer server, CancellationToken cancellationToken)
    {
        var middle = await server.Client.PageAfterAsync($"/events/{_large}/photos/?limit=500", _inLarge / 1000, cancellationToken);
        // Lists are sent again as they were while nothing changes: of others, no two are the same question.
        List<Question> questions =
        [
            new("events, limit=100", turn => $"/events/?limit=100&turn={turn}"),
            new("events, the same page again", _ => "/events/?limit=100"),
            new("events, the same page while likes change", _ => "/events/?limit=100", Liked: _some[0]),
            new("first gallery page, limit=100", turn => $"/events/{_large}/photos/?limit=100&turn={turn}"),
            new("gallery page in the middle", turn => $"{middle.Replace("limit=500", "limit=100", StringComparison.Ordinal)}&turn={turn}"),
            new("photo", turn => $"/photos/{_some[turn % _some.Count]}/"),
            new("search by tag, limit=100", turn => $"/photos/search/?tags=tag%20{turn % Tags}&limit=100&turn={turn}"),
        ];
        if (hasFaces)
            questions.Add(new("photos of me, one face a photo", _ => "/auth/me/find/photos/", MostConnections: 4));
        return questions;
    }

    /// <summary>How long the database takes to name all photos that a searcher may read.</summary>
    public Task<Figures> PermittedAsync(CancellationToken cancellationToken) =>
        MeasureAsync(async readable => (await readable.Select(photo => photo.Id).ToHashSetAsync(cancellationToken)).Count, cancellationToken);

    /// <summary>How long it takes to say which of 2,000 photos a searcher may read, 500 at once.</summary>
    public Task<Figures> PermittedOfAsync(CancellationToken cancellationToken) => MeasureAsync(
        async readable =>
        {
            var count = 0;
            foreach (var ids in _some.TakeLast(2000).Chunk(500))
                count += (await readable.Where(photo => ids.Contains(photo.Id)).Select(photo => photo.Id).ToHashSetAsync(cancellationToken)).Count;
            return count;
        },
        cancellationToken);

    private static async Task<Figures> MeasureAsync(Func<IQueryable<Photo>, Task<int>> ask, CancellationToken cancellationToken)
    {
        using var host = await CommandHost.CreateAsync((services, configuration) => services.AddPixeli(configuration), cancellationToken);
        var times = new List<double>();
        for (var turn = 0; turn < 4; turn++)
        {
            var began = Stopwatch.GetTimestamp();
            await WithDbAsync(host.Services, async db =>
            {
                var guest = await db.Users.Where(user => user.UserName == ServerProcess.Guest).Select(user => user.Id).FirstAsync(cancellationToken);
                var caller = new Caller(guest, ServerProcess.Guest, "", Role.Public, Guid.Empty);
                return await ask(db.Photos.AsNoTracking().Where(PhotoAccess.CanRead(caller)));
            });
            if (turn > 0)
                times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        return Figures.Of(times);
    }

    private static async Task<Guid> AddEventAsync(IServiceProvider services, string title, CancellationToken cancellationToken)
    {
        return await WithDbAsync(services, async db =>
        {
            var added = new Event { Title = title, CreatedAt = Start, CoordinatorId = await PhotographerAsync(db, cancellationToken) };
            db.Events.Add(added);
            await db.WriteAsync(() => db.SaveChangesAsync(cancellationToken), cancellationToken);
            return added.Id;
        });
    }

    private Task AddPhotosAsync(IServiceProvider services, Guid eventId, int from, int count, CancellationToken cancellationToken) => WithDbAsync(services, async db =>
    {
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        db.Database.AutoSavepointsEnabled = false; // SQLite goes through all that was written since a savepoint after each row that has triggers
        var photographer = await PhotographerAsync(db, cancellationToken);
        var photos = Enumerable.Range(from, count).Select(index => SeededSite.Photo(eventId, photographer, index, Tags)).ToList();
        db.Photos.AddRange(photos);
        if (hasFaces)
            db.Faces.AddRange(photos.Select(photo => new Face { PhotoId = photo.Id, Score = 0.9, IsClear = true, Pack = "people-small", Vector = Vector() }));
        if (_some.Count < 2000 || from % 100_000 == 0)
            _some.AddRange(photos.Take(100).Select(photo => photo.Id));
        return await db.WriteAsync(() => db.SaveChangesAsync(cancellationToken), cancellationToken);
    });

    private Task AskToBeFoundAsync(IServiceProvider services, CancellationToken cancellationToken) => WithDbAsync(services, async db =>
    {
        var guest = await db.Users.Where(user => user.UserName == ServerProcess.Guest).Select(user => user.Id).FirstAsync(cancellationToken);
        db.Selfies.Add(new() { UserId = guest, Pack = "people-small", Vector = Vector(), CreatedAt = Start });
        return await db.WriteAsync(() => db.SaveChangesAsync(cancellationToken), cancellationToken);
    });

    private byte[] Vector()
    {
        var values = new float[FaceValues];
        for (var at = 0; at < values.Length; at++)
            values[at] = _random.NextSingle() - 0.5f;
        return Tagging.Vectors.ToBytes(values);
    }

    private static Task<Guid> PhotographerAsync(PixeliDb db, CancellationToken cancellationToken) =>
        db.Users.Where(user => user.UserName == ServerProcess.Username).Select(user => user.Id).FirstAsync(cancellationToken);

    private static async Task<T> WithDbAsync<T>(IServiceProvider services, Func<PixeliDb, Task<T>> use)
    {
        await using var scope = services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<PixeliDb>());
    }
}
