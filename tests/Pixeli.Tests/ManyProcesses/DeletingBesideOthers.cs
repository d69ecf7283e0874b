using Microsoft.EntityFrameworkCore;
using Pixeli.Photos;

namespace Pixeli.Tests.ManyProcesses;

/// <summary>Deleting while another process is in the middle of a transaction about the same photos. SQLite has one writer, and no such middle.</summary>
public sealed class DeletingBesideOthers(PixeliApp app) : IClassFixture<PixeliApp>
{
    [PostgresFact, Trait("Needs", "postgresql")]
    public async Task An_event_that_is_getting_a_photo_is_not_empty()
    {
        var coordinator = await app.PersonAsync();
        var (eventId, elsewhere) = (await coordinator.CreateEventAsync(), await coordinator.CreateEventAsync());
        var photo = (await app.AddRowsAsync(elsewhere, coordinator, 1))[0];

        var (deletion, _) = await MeanwhileAsync(
            $"UPDATE photos SET event_id = '{eventId}' WHERE id = '{photo}'",
            async () => [await coordinator.DeleteAsync($"/events/{eventId}/")]);

        deletion.Expect(409);
        (await coordinator.GetAsync($"/photos/{photo}/")).Expect(200);
        Assert.Equal(0, await RemovalsAsync(photo));
    }

    [PostgresFact, Trait("Needs", "postgresql")]
    public async Task The_last_photo_of_an_event_goes_with_it()
    {
        var coordinator = await app.PersonAsync();
        var (eventId, elsewhere) = (await coordinator.CreateEventAsync(), await coordinator.CreateEventAsync());
        var photo = (await app.AddRowsAsync(elsewhere, coordinator, 1))[0];

        var (deletion, _) = await MeanwhileAsync(
            $"UPDATE photos SET event_id = '{eventId}', claimed_until = now() + interval '1 hour' WHERE id = '{photo}'", // lets the bytes stay
            async () => [await coordinator.DeleteAsync($"/events/{eventId}/?delete_photos=true")]);

        deletion.Expect(204);
        (await coordinator.GetAsync($"/photos/{photo}/")).Expect(404);
        await app.RemovedAsync(eventId);
        Assert.Equal(1, await RemovalsAsync(photo));
    }

    [PostgresFact, Trait("Needs", "postgresql")]
    public async Task Of_two_who_delete_a_photo_one_did()
    {
        var (coordinator, photographer) = (await app.PersonAsync(), await app.PersonAsync());
        var photo = (await app.AddRowsAsync(await coordinator.CreateEventAsync(), photographer, 1))[0];

        var (first, second) = await MeanwhileAsync(
            $"SELECT 1 FROM photos WHERE id = '{photo}' FOR UPDATE",
            () => Task.WhenAll(coordinator.DeleteAsync($"/photos/{photo}/"), photographer.DeleteAsync($"/photos/{photo}/")),
            waiting: 2);

        Assert.Equal([204, 404], new[] { first.Status, second!.Status }.Order());
    }

    [PostgresFact, Trait("Needs", "postgresql")]
    public async Task The_bytes_stay_until_a_worker_that_just_claimed_the_photo_has_let_go()
    {
        var coordinator = await app.PersonAsync();
        var photo = (await app.AddRowsAsync(await coordinator.CreateEventAsync(), coordinator, 1))[0];

        var (deletion, _) = await MeanwhileAsync(
            $"UPDATE photos SET claimed_until = now() + interval '1 hour' WHERE id = '{photo}'",
            async () => [await coordinator.DeleteAsync($"/photos/{photo}/")]);

        deletion.Expect(204);
        var due = await app.WithDbAsync(db => db.Set<BlobRemoval>().Where(removal => removal.PhotoId == photo).Select(removal => removal.DueAt).SingleAsync());
        Assert.True(due > app.Clock.GetUtcNow().AddMinutes(30));
    }

    /// <summary>Sends requests while a transaction is open, commits it once they wait for it, and returns their answers.</summary>
    private async Task<(Answer First, Answer? Second)> MeanwhileAsync(string statement, Func<Task<Answer[]>> requests, int waiting = 1) =>
        await app.WithDbAsync(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
#pragma warning disable EF1002 // our own ids
            await db.Database.ExecuteSqlRawAsync(statement);
#pragma warning restore EF1002
            var answers = requests();
            await app.LockedAsync(waiting);
            await transaction.CommitAsync();
            var got = await answers;
            return (got[0], got.ElementAtOrDefault(1));
        });

    private Task<int> RemovalsAsync(Guid photo) => app.WithDbAsync(db => db.Set<BlobRemoval>().CountAsync(removal => removal.PhotoId == photo));
}
