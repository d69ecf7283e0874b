using System.Globalization;
using Pixeli.Photos;
using Pixeli.Tests.Operating;

namespace Pixeli.Tests.Crashes;

/// <summary>kill -9 at any instant of a backup: what is there is no backup and says so, and nothing waits for it.</summary>
public sealed class KilledBackups : IDisposable
{
    private const int Seed = 20261128;
    private const int Photos = 30;
    private static readonly int Kills = int.Parse(Environment.GetEnvironmentVariable("PIXELI_TEST_KILLS") ?? "5", CultureInfo.InvariantCulture);

    private readonly string _folder = Directory.CreateTempSubdirectory("pixeli-killed-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_backup_that_is_killed_is_none_and_holds_nothing_up()
    {
        await using var site = await OfflineSite.CreateAsync();
        var (server, boss) = await site.StartAsync();
        var eventId = await boss.CreateEventAsync();
        var photos = await boss.UploadCompletedAsync(eventId, Photos);
        var random = new Random(Seed);

        for (var kill = 0; kill < Kills; kill++)
        {
            var copy = Path.Combine(_folder, $"copy-{kill}");
            var backup = site.Begin("backup", copy);
            await Wait.UntilAsync("it copies", () => backup.HasEnded || (Directory.Exists(Path.Combine(copy, "blobs")) && Directory.EnumerateFiles(Path.Combine(copy, "blobs"), "*", SearchOption.AllDirectories).Any()));
            await Task.Delay(random.Next(1, 40));
            await backup.KillAsync();
            if (File.Exists(Path.Combine(copy, "manifest.json")))
                continue; // it was through
            var (refused, why) = await site.RunAsync("restore", copy);
            Assert.Equal(1, refused);
            Assert.Contains("no whole backup", why.ReplaceLineEndings(" "), StringComparison.Ordinal);
        }

        (await boss.DeleteAsync($"/photos/{photos[0]}/")).Expect(204);
        await Wait.UntilAsync("deleting goes on", () => !site.Files("blobs").Any(file => file.StartsWith(PhotoBlobs.Prefix(photos[0]), StringComparison.Ordinal)));
        var whole = Path.Combine(_folder, "whole");
        var (exitCode, said) = await site.RunAsync("backup", whole);
        Assert.True(exitCode == 0, said);
        Assert.Equal(0, await server.StopAsync());
        await using var other = await OfflineSite.CreateAsync();
        (exitCode, said) = await other.RunAsync("restore", whole);
        Assert.True(exitCode == 0, said);
        Assert.Equal((Photos - 1) * 4, other.Files("blobs").Count());
        await other.AssertWellAsync("--hashes", "--grace", "00:00:00");
    }
}
