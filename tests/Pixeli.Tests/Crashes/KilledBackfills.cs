using Microsoft.EntityFrameworkCore;
using Pixeli.Tagging;
using Pixeli.Tests.Vision;

namespace Pixeli.Tests.Crashes;

/// <summary>kill -9 again and again while old photos are gone over: each is analysed, and what was found is kept once.</summary>
public sealed class KilledBackfills : IAsyncLifetime
{
    private const int Photos = 24;
    private const int Kills = 4;
    private const int BetweenKills = 3; // photos

    // So long that a busy test comes in time to kill a server in the middle, and the last one hurries.
    private static readonly Dictionary<string, string> Settings = new()
    {
        ["Pixeli__Vision__Quiet"] = "00:00:00",
        ["Pixeli__Vision__BackfillPause"] = "00:00:00.500",
    };

    private static readonly Dictionary<string, string> LastSettings = new(Settings) { ["Pixeli__Vision__BackfillPause"] = "00:00:00.050" };

    private PixeliApp _app = null!;

    // This process looks at no photo itself.
    public async Task InitializeAsync() => _app = await PixeliApp.StartAsync(null, "Pixeli:Vision:Enabled=false");

    public Task DisposeAsync() => _app.DisposeAsync().AsTask();

    [Fact]
    public async Task Go_on_where_they_were_and_keep_nothing_twice()
    {
        await PrepareAsync();

        for (var kill = 0; kill < Kills; kill++)
        {
            using var server = ServerProcess.Start(_app.DataFolder, _app.DatabaseUrl, 0, Settings);
            var enough = await KeptAsync() + BetweenKills;
            await Wait.UntilAsync("some more photos were looked at", async () => await KeptAsync() >= enough);
            await server.KillAsync();
            var progress = await ProgressAsync();
            Assert.Equal(Photos, progress.Total);
            Assert.Equal(Photos, progress.Current + progress.Waiting + progress.Outdated);
            Assert.InRange(progress.Waiting, 0, 1); // the one that was held
            Assert.Equal(await KeptAsync(), progress.Current);
            Assert.InRange(progress.Current, enough, Photos - 1);
        }

        using var last = ServerProcess.Start(_app.DataFolder, _app.DatabaseUrl, 0, LastSettings);
        await Wait.UntilAsync("every photo was looked at", async () => (await ProgressAsync()).Current == Photos);

        Assert.Equal(new(Photos, Photos, 0, 0, 0, true), await ProgressAsync());
        Assert.Equal(Photos, await KeptAsync());
        Assert.Equal(Photos, await _app.WithDbAsync(db => db.Database.SqlQueryRaw<int>("SELECT CAST(COUNT(DISTINCT photo_id) AS integer) AS \"Value\" FROM test_kept").SingleAsync()));
        Assert.Equal(0, await last.StopAsync());
    }

    /// <summary>Photos that were there before there was a pack, and a table that remembers each time something seen in one is kept.</summary>
    private async Task PrepareAsync()
    {
        var person = await _app.PersonAsync();
        var eventId = await person.CreateEventAsync();
        for (var photo = 0; photo < Photos; photo++)
            await person.UploadAsync(eventId);
        await Wait.UntilAsync("all are completed", () => _app.WithDbAsync(async db => await db.PhotoVisions.CountAsync() == Photos));
        await _app.WithDbAsync(db => db.PhotoVisions.ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Status, VisionStatus.Done).SetProperty(row => row.ClaimedUntil, (DateTime?)null)));
        await _app.WithDbAsync(db => db.Database.ExecuteSqlRawAsync(db.IsSqlite ? SqliteRecord : PostgresRecord));
        await ColourPack.InstallAsync(_app);
        await _app.WithAsync(async (VisionSettings settings) =>
        {
            await settings.RunBackfillAsync(true, CancellationToken.None);
            return 0;
        });
        Assert.Equal(new(Photos, 0, 0, Photos, 0, true), await ProgressAsync());
    }

    private Task<int> KeptAsync() => _app.WithDbAsync(db => db.Database.SqlQueryRaw<int>("SELECT CAST(COUNT(*) AS integer) AS \"Value\" FROM test_kept").SingleAsync());

    private Task<BackfillProgress> ProgressAsync() => _app.WithAsync((BackfillCounts counts) => counts.CountAsync(CancellationToken.None));

    private const string SqliteRecord = """
        CREATE TABLE test_kept (photo_id TEXT NOT NULL);
        CREATE TRIGGER test_kept_too AFTER INSERT ON image_vectors BEGIN INSERT INTO test_kept VALUES (NEW.photo_id); END;
        """;

    private const string PostgresRecord = """
        CREATE TABLE test_kept (photo_id uuid NOT NULL);
        CREATE FUNCTION test_keep() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO test_kept VALUES (NEW.photo_id); RETURN NULL; END $$;
        CREATE TRIGGER test_kept_too AFTER INSERT ON image_vectors FOR EACH ROW EXECUTE FUNCTION test_keep();
        """;
}
