using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Pixeli.Hosting.Errors;
using Pixeli.Storage;

namespace Pixeli.Tests;

/// <summary>What the server stands on fails in ways that are nobody's mistake: the answer says whether to wait or to make room.</summary>
public sealed class KnownTroubles
{
    public static TheoryData<Exception, int?> Answers => new()
    {
        { new SqliteException("busy", 5), 503 },
        { new SqliteException("disk I/O error", 10), 503 },
        { new SqliteException("database or disk is full", 13), 507 },
        { new SqliteException("no such table", 1), null },
        { new SqliteException("constraint failed", 19), null },
        { new NpgsqlException("connection refused"), 503 },
        { Postgres("57P01"), 503 },
        { Postgres("53300"), 503 },
        { Postgres("53100"), 507 },
        { Postgres("40P01"), 503 },
        { Postgres("22021"), 400 },
        { Postgres("42P01"), null },
        { Postgres("23505"), null },
        { new DbUpdateException("", Postgres("57P03")), 503 },
        { new DbUpdateException("", new SqliteException("full", 13)), 507 },
        { new IOException("No space left on device") { HResult = 28 }, 507 },
        { new IOException("Disk quota exceeded") { HResult = 122 }, 507 },
        { new IOException("something else"), null },
        { new IOException("Input/output error") { HResult = 5 }, 503 },
        { new IOException("Read-only file system") { HResult = 30 }, 503 },
        { new DirectoryNotFoundException(), 503 },
        { new UnauthorizedAccessException(), 503 },
        { new FileNotFoundException(), null },
        { new StorageUnavailableException("away", isRefusal: false, null), 503 },
        { new BadHttpRequestException("Reading the request body timed out.", 408), 408 },
        { new BadHttpRequestException("too large", 413), 413 },
        { new BadHttpRequestException("nonsense"), 400 },
        { new InvalidOperationException("a mistake of ours"), null },
    };

    [Theory, MemberData(nameof(Answers))]
    public void Each_has_its_answer(Exception trouble, int? status)
    {
        var problem = KnownTrouble.Of(trouble, new DefaultHttpContext());

        Assert.Equal(status, problem?.StatusCode);
        Assert.Equal(status == 503, problem?.RetryAfter is not null);
    }

    [PostgresFact, Trait("Needs", "postgresql")]
    public async Task A_database_that_is_away_for_a_while_is_said_and_waited_for()
    {
        await using var app = await PixeliApp.StartAsync();
        var person = await app.PersonAsync();
        var eventId = await person.CreateEventAsync();
        var photo = await person.UploadAsync(eventId);

        var cookie = await app.CookieAsync(person);

        await app.Database.TakeAwayAsync();
        foreach (var answer in new[] { await person.GetAsync("/events/"), await person.BulkUploadAsync(eventId, new BulkBody().File("a.jpg", TestPhotos.Next())) })
        {
            Assert.Equal("10", answer.Expect(503).Headers.GetValues("Retry-After").Single());
            Assert.Equal("Service unavailable", answer["title"].Text);
        }

        var page = (await app.Anyone.GetAsync("/inbox?show=unread", ("Accept", "text/html"), ("Cookie", cookie))).Expect(503);
        Assert.Contains("Back in a moment", page.Body, StringComparison.Ordinal);
        Assert.Contains("href=\"/inbox?show=unread\"", page.Body, StringComparison.Ordinal); // to try again
        await app.Database.BringBackAsync();

        Assert.Equal("CO", (await person.WaitUntilProcessedAsync(photo))["status"].Text);
        Assert.Single((await person.GetAsync($"/events/{eventId}/photos/")).Expect(200).List);
    }

    [PostgresFact, Trait("Needs", "postgresql")]
    public async Task A_photo_that_could_not_be_completed_waits_for_the_database_and_not_for_its_lease()
    {
        var (isRendered, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        var log = new ConcurrentQueue<string>();
        await using var app = await PixeliApp.StartAsync(services =>
        {
            services.AddSingleton<ILoggerProvider>(new LogLines(log));
            WatchedStore.Around(async key =>
            {
                if (!key.EndsWith("thumbnail.webp", StringComparison.Ordinal))
                    return;
                isRendered.TrySetResult();
                await goOn.Task;
            })(services);
        });
        var person = await app.PersonAsync();
        var photo = await person.UploadAsync(await person.CreateEventAsync());
        await isRendered.Task;

        await app.Database.TakeAwayAsync();
        goOn.SetResult();
        await Wait.UntilAsync("its worker was refused", () => log.Any(line => line.StartsWith("A worker could not reach", StringComparison.Ordinal) && line.Contains("CompleteAsync", StringComparison.Ordinal)));
        await app.Database.BringBackAsync();

        Assert.Equal("CO", (await person.WaitUntilProcessedAsync(photo))["status"].Text); // the clock stands still: no lease ends
    }

    private static PostgresException Postgres(string state) => new("", "ERROR", "ERROR", state);
}
