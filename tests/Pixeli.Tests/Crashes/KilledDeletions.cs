using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Pixeli.Tests.Operating;

namespace Pixeli.Tests.Crashes;

/// <summary>kill -9 while photos are deleted, one by one, many at once and with their event.</summary>
[SuppressMessage("Security", "CA5394", Justification = "The numbers are to be the same each time.")]
public sealed class KilledDeletions
{
    private const int Seed = 20261128;
    private const int Kills = 4;
    private const int PhotosAKill = 12;

    [Fact]
    public async Task Leave_each_photo_whole_or_gone_with_its_bytes()
    {
        await using var site = await OfflineSite.CreateAsync();
        var random = new Random(Seed);
        var (server, boss) = await site.StartAsync();
        var (eventId, doomed) = (await boss.CreateEventAsync(), await boss.CreateEventAsync());
        var photos = await boss.UploadCompletedAsync(eventId, Kills * PhotosAKill);
        var withEvent = await boss.UploadCompletedAsync(doomed, PhotosAKill);
        var deleted = new ConcurrentBag<Guid>();

        for (var kill = 0; kill < Kills; kill++)
        {
            var mine = photos.Skip(kill * PhotosAKill).Take(PhotosAKill).ToList();
            var (half, before) = (PhotosAKill / 2, deleted.Count);
            var deleting = (Task[])[OneByOneAsync(boss, mine.Take(half), deleted), TogetherAsync(boss, mine.Skip(half).ToList(), deleted), WithEventAsync(boss, doomed)];
            await Wait.UntilAsync("the first is gone", () => deleted.Count > before);
            await Task.Delay(random.Next(40));
            await server.KillAsync();
            await Task.WhenAll(deleting);
            (server, boss) = await site.StartAsync();
        }

        await DeleteEventAsync(boss, doomed);
        var left = (await boss.GetAsync($"/events/{eventId}/photos/")).Expect(200).List.Each("id").Select(Guid.Parse).ToHashSet();
        Assert.Empty(deleted.Intersect(left));
        foreach (var photo in withEvent)
            (await boss.GetAsync($"/photos/{photo}/")).Expect(404);
        var expected = CompletedPhotos.Blobs(left).ToList();
        await Wait.UntilAsync("only the bytes of living photos are left", () => site.Files("blobs").Order(StringComparer.Ordinal).SequenceEqual(expected));
        Assert.Equal(0, await server.StopAsync());
        await site.AssertWellAsync();
    }

    private static async Task OneByOneAsync(Person person, IEnumerable<Guid> photos, ConcurrentBag<Guid> deleted)
    {
        foreach (var photo in photos)
        {
            if (await Lost.AnswerAsync(() => person.DeleteAsync($"/photos/{photo}/")) is not { } answer)
                return;
            answer.Expect(204);
            deleted.Add(photo);
        }
    }

    private static async Task TogetherAsync(Person person, List<Guid> photos, ConcurrentBag<Guid> deleted)
    {
        if (await Lost.AnswerAsync(() => person.PostAsync("/photos/batch-delete/", new { ids = photos })) is not { } answer)
            return;
        foreach (var photo in answer.Expect(200)["done"]!.AsArray())
            deleted.Add(photo.Guid);
    }

    private static Task<Answer?> WithEventAsync(Person person, Guid eventId) => Lost.AnswerAsync(() => person.DeleteAsync($"/events/{eventId}/?delete_photos=true"));

    private static async Task DeleteEventAsync(Person person, Guid eventId) =>
        Assert.Contains((await person.DeleteAsync($"/events/{eventId}/?delete_photos=true")).Status, (int[])[204, 404]);
}
