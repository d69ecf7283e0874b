using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Pixeli.Data;
using Pixeli.Hosting;
using Pixeli.Photos;
using Pixeli.Processing;
using Pixeli.Storage;

namespace Pixeli.Tests;

public sealed class Processing
{
    private const string NoWorkers = "Pixeli:Processing:Workers=0";

    [Fact]
    public async Task A_photo_is_claimed_once_however_many_workers_look()
    {
        await using var app = await PixeliApp.StartAsync(null, NoWorkers);
        await using var second = await app.StartBesideAsync(null, NoWorkers);
        var person = await app.PersonAsync();
        var id = await person.CreateEventAsync();
        var photos = new List<Guid>();
        for (var number = 0; number < 12; number++)
            photos.Add(await person.UploadAsync(id));

        var claimed = await Task.WhenAll(((PixeliApp[])[app, second, app, second]).Select(ClaimAllAsync));

        Assert.Equal(photos.Order(), claimed.SelectMany(list => list).Order());
    }

    [Fact]
    public async Task The_longest_waiting_photo_comes_first()
    {
        await using var app = await PixeliApp.StartAsync(null, NoWorkers);
        var person = await app.PersonAsync();
        var id = await person.CreateEventAsync();
        var photos = new List<Guid>();
        for (var number = 0; number < 3; number++)
        {
            app.Clock.Advance(TimeSpan.FromSeconds(1));
            photos.Add(await person.UploadAsync(id));
        }

        Assert.Equal(photos, await ClaimAllAsync(app));
    }

    [Fact]
    public async Task A_lease_that_was_not_renewed_is_taken_over_and_its_former_holder_changes_nothing()
    {
        await using var app = await PixeliApp.StartAsync(null, NoWorkers);
        await using var second = await app.StartBesideAsync(null, NoWorkers);
        var person = await app.PersonAsync();
        var photo = await person.UploadAsync(await person.CreateEventAsync());
        Assert.Equal([photo], await ClaimAllAsync(app));

        app.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(await QueueAsync(app, queue => queue.RenewAsync(photo, default)));
        app.Clock.Advance(TimeSpan.FromMinutes(1.9));
        Assert.Empty(await ClaimAllAsync(second));
        app.Clock.Advance(TimeSpan.FromMinutes(0.1));
        Assert.Equal([photo], await ClaimAllAsync(second));

        var processed = new ProcessedPhoto(1, 1, [], "{}", null, null, []);
        Assert.False(await QueueAsync(app, queue => queue.RenewAsync(photo, default)));
        Assert.False(await QueueAsync(app, queue => queue.CompleteAsync(photo, processed, default)));
        Assert.False(await QueueAsync(app, queue => queue.ReleaseAsync(photo, default)));
        Assert.True(await QueueAsync(second, queue => queue.CompleteAsync(photo, processed, default)));
    }

    [Fact]
    public async Task What_fails_three_times_stays_failed_with_its_reason()
    {
        var puts = 0;
        await using var app = await PixeliApp.StartAsync(
            WatchedStore.Around(key => key.EndsWith("/thumbnail.webp", StringComparison.Ordinal) && Interlocked.Increment(ref puts) > 0
                ? throw new IOException("The disk is on fire.")
                : Task.CompletedTask),
            "Pixeli:Processing:RetryPause=00:00:00");
        var person = await app.PersonAsync();

        var detail = await person.WaitUntilProcessedAsync(await person.UploadAsync(await person.CreateEventAsync()));

        Assert.Equal("FA", detail["status"].Text);
        Assert.Equal("The server could not read or write its storage.", detail["processing_errors"].Text);
        Assert.DoesNotContain("fire", detail.Body, StringComparison.Ordinal);
        Assert.Null(detail["thumbnail_url"]);
        Assert.Equal(3, puts);
    }

    [Fact]
    public async Task A_failure_that_passes_is_forgotten()
    {
        var puts = 0;
        await using var app = await PixeliApp.StartAsync(
            WatchedStore.Around(key => key.EndsWith("/thumbnail.webp", StringComparison.Ordinal) && Interlocked.Increment(ref puts) < 3
                ? throw new IOException("The disk is full.")
                : Task.CompletedTask),
            "Pixeli:Processing:RetryPause=00:00:00");
        var person = await app.PersonAsync();

        var detail = await person.UploadCompletedAsync(await person.CreateEventAsync());

        Assert.Null(detail["processing_errors"]);
    }

    [Fact]
    public async Task A_full_disk_costs_no_attempt_however_long_it_stays_full()
    {
        var puts = 0;
        await using var app = await PixeliApp.StartAsync(
            WatchedStore.Around(key => key.EndsWith("/thumbnail.webp", StringComparison.Ordinal) && Interlocked.Increment(ref puts) <= 5
                ? throw new IOException("No space left on device") { HResult = FullStorage.NoSpace }
                : Task.CompletedTask),
            "Pixeli:Processing:RetryPause=00:00:00");
        var person = await app.PersonAsync();

        var detail = await person.UploadCompletedAsync(await person.CreateEventAsync());

        Assert.Null(detail["processing_errors"]);
        Assert.Equal((6, 0), (puts, await app.WithDbAsync(db => db.Photos.Select(photo => photo.Attempts).SingleAsync())));
    }

    [Fact]
    public async Task A_lease_is_renewed_again_after_the_database_was_away()
    {
        await using var app = await PixeliApp.StartAsync(null, NoWorkers);
        var person = await app.PersonAsync();
        var photo = await person.UploadAsync(await person.CreateEventAsync());
        Assert.Equal([photo], await ClaimAllAsync(app));
        var before = await UntilAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        var outage = new Outage(failures: 2);
        await using var db = new PixeliDb(new DbContextOptionsBuilder<PixeliDb>(app.Services.GetRequiredService<DbContextOptions<PixeliDb>>())
            .AddInterceptors(outage).Options);
        var queue = ActivatorUtilities.CreateInstance<PhotoQueue>(app.Services, db);
        using var work = new CancellationTokenSource();

        await using (var lease = new LeaseRenewal(queue, photo, TimeSpan.FromMilliseconds(10), work))
        {
            await Wait.UntilAsync("the lease is longer", async () => await UntilAsync() > before);
            Assert.False(lease.IsLost);
        }

        Assert.Equal(0, outage.FailuresLeft);
        Assert.False(work.IsCancellationRequested);

        Task<DateTime?> UntilAsync() => app.WithDbAsync(db => db.Photos.Select(row => row.ClaimedUntil).SingleAsync());
    }

    [Fact]
    public async Task A_damaged_file_fails_at_once_and_holds_up_nobody()
    {
        await using var app = await PixeliApp.StartAsync();
        var person = await app.PersonAsync();
        var id = await person.CreateEventAsync();

        var damaged = await person.UploadAsync(id, TestPhotos.Damaged());
        var good = await person.UploadCompletedAsync(id);
        var detail = await person.WaitUntilProcessedAsync(damaged);

        Assert.Equal("CO", good["status"].Text);
        Assert.Equal("FA", detail["status"].Text);
        Assert.Equal("The picture is damaged or incomplete.", detail["processing_errors"].Text);
        Assert.Equal(1, await app.WithDbAsync(db => db.Photos.Where(photo => photo.Id == damaged).Select(photo => photo.Attempts).SingleAsync()));
    }

    [Fact]
    public async Task What_a_dead_process_left_is_finished_or_cleaned_up_and_a_living_one_is_let_be()
    {
        await using var app = await PixeliApp.StartAsync(null, NoWorkers);
        var person = await app.PersonAsync();
        var photo = await person.UploadAsync(await person.CreateEventAsync());
        var dead = Guid.CreateVersion7();
        var folder = Directory.CreateDirectory(Path.Combine(app.Staging, $"{dead:N}")).FullName;
        await File.WriteAllTextAsync(folder + ".lock", "");
        var orphan = Guid.CreateVersion7();
        var orphanBlob = Path.Combine(app.Blobs, PhotoBlobs.Original(orphan));
        Directory.CreateDirectory(Path.GetDirectoryName(orphanBlob)!);
        await File.WriteAllTextAsync(orphanBlob, "never acknowledged");
        foreach (var name in (string[])[$"{orphan:N}.intent", $"{photo:N}.intent", $"{orphan:N}", "health-x"])
            await File.WriteAllTextAsync(Path.Combine(folder, name), "");
        await app.WithDbAsync(db => db.Photos.ExecuteUpdateAsync(set => set
            .SetProperty(row => row.Status, PhotoStatus.Processing)
            .SetProperty(row => row.ClaimedBy, dead)
            .SetProperty(row => row.ClaimedUntil, app.Clock.GetUtcNow().UtcDateTime.AddMinutes(2))));

        await using var second = await app.StartBesideAsync();

        Assert.Equal("CO", (await person.WaitUntilProcessedAsync(photo))["status"].Text);
        await Wait.UntilAsync("the dead are buried", () => !Directory.Exists(folder) && !File.Exists(folder + ".lock"));
        Assert.False(File.Exists(orphanBlob));
        Assert.True(File.Exists(Path.Combine(app.Blobs, PhotoBlobs.Original(photo))));
        Assert.Equal(2, Directory.EnumerateDirectories(app.Staging).Count());
    }

    [Fact]
    public async Task A_photo_deleted_while_it_is_processed_leaves_no_bytes()
    {
        using var held = new SemaphoreSlim(0);
        var reached = new TaskCompletionSource();
        await using var app = await PixeliApp.StartAsync(WatchedStore.Around(async key =>
        {
            if (!key.EndsWith("/thumbnail.webp", StringComparison.Ordinal))
                return;
            reached.SetResult();
            await held.WaitAsync();
        }));
        var person = await app.PersonAsync();
        var id = await person.CreateEventAsync();
        var photo = await person.UploadAsync(id);
        await reached.Task;

        (await person.DeleteAsync($"/photos/{photo}/")).Expect(204);
        held.Release();
        var folder = Path.Combine(app.Blobs, PhotoBlobs.Prefix(photo));
        await Wait.UntilAsync("the worker has written after all", () => Directory.Exists(folder) && Directory.GetFiles(folder).Length == 4);
        app.Clock.Advance(TimeSpan.FromMinutes(3)); // beyond the worker's lease
        app.Services.GetRequiredService<Signals>().PhotosDeleted.Raise();

        await Wait.UntilAsync("the bytes are gone", () => !Directory.Exists(folder));
        (await person.GetAsync($"/photos/{photo}/")).Expect(404);
    }

    private static async Task<List<Guid>> ClaimAllAsync(PixeliApp app)
    {
        var claimed = new List<Guid>();
        while (await QueueAsync(app, queue => queue.ClaimAsync(default)) is { } photo)
            claimed.Add(photo.Id);
        return claimed;
    }

    private static Task<T> QueueAsync<T>(PixeliApp app, Func<PhotoQueue, Task<T>> use) => app.WithAsync(use);

    /// <summary>Fails the first transactions.</summary>
    private sealed class Outage(int failures) : DbTransactionInterceptor
    {
        public int FailuresLeft { get; private set; } = failures;

        public override ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
            DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result, CancellationToken cancellationToken = default)
        {
            if (FailuresLeft == 0)
                return ValueTask.FromResult(result);
            FailuresLeft--;
            throw new Npgsql.NpgsqlException("The connection broke.");
        }
    }
}
