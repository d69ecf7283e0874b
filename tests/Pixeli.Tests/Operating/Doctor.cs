using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Pixeli.Accounts;
using Pixeli.Media;
using Pixeli.Operations.Doctor;
using Pixeli.Photos;
using Pixeli.Tests.Resumable;

namespace Pixeli.Tests.Operating;

/// <summary><c>pixeli doctor</c>.</summary>
public sealed class Doctor
{
    private const int Photos = 7;

    [Fact]
    public async Task Finds_every_damage_and_mends_what_can_be_mended()
    {
        await using var site = await OfflineSite.CreateAsync();
        var (server, boss) = await site.StartAsync();
        var eventId = await boss.CreateEventAsync();
        var photos = new List<Guid>();
        for (var number = 0; number < Photos; number++)
            photos.Add((await boss.UploadCompletedAsync(eventId))["id"].Guid);
        await boss.BeginAsync(eventId, 1000, ("filename", "begun.jpg")); // that one may be continued
        var person = Guid.Parse((await boss.GetAsync("/auth/me/")).Expect(200)["id"].Text);
        Assert.Equal("0", await DiagnoseAsync(site)); // a running server is well
        Assert.Equal(0, await server.StopAsync());

        var original = site.Blob(PhotoBlobs.Original(photos[0]));
        var truncated = site.Blob(PhotoBlobs.Original(photos[1]));
        var (lost, whole) = (await File.ReadAllBytesAsync(original), await File.ReadAllBytesAsync(truncated));
        await DamageAsync(site, photos, person, original, truncated, whole);

        string[] mendable =
        [
            "claim-dead", "dead-process", "files-without-photo", "lock-left", "photo-stuck", "picture-left", "picture-lost", "removal-late",
            "rendition-lost", "rendition-lost", "upload-left",
        ];
        string[] lasting = ["original-differs", "original-lost"];
        Assert.Equal($"1 {string.Join(' ', mendable.Concat(lasting).Order(StringComparer.Ordinal))}", await DiagnoseAsync(site));
        Assert.Equal($"1 {string.Join(' ', lasting)}", await DiagnoseAsync(site, "--fix"));
        Assert.Equal($"1 {string.Join(' ', lasting)}", await DiagnoseAsync(site));

        await File.WriteAllBytesAsync(original, lost);
        await File.WriteAllBytesAsync(truncated, [.. whole[..^1], 1]);
        Assert.Equal("1 original-differs", await DiagnoseAsync(site, "--hashes")); // as long as it was, and not the same
        await File.WriteAllBytesAsync(truncated, whole);
        Assert.Equal("0", await DiagnoseAsync(site, "--hashes"));
        (_, boss) = await site.StartAsync();
        foreach (var photo in photos)
            Assert.Equal("CO", (await boss.WaitUntilProcessedAsync(photo))["status"].Text);
        foreach (var photo in photos)
            Assert.All(Enum.GetValues<MediaRendition>(), rendition => Assert.True(new FileInfo(site.Blob(PhotoBlobs.Rendition(photo, rendition))).Length > 0));
    }

    [Fact]
    public async Task Leaves_alone_what_may_be_on_its_way()
    {
        await using var site = await OfflineSite.CreateAsync();
        Assert.Equal("0", await DiagnoseAsync(site)); // which marks the empty store
        var young = Orphan(site, TimeProvider.System.GetUtcNow().AddHours(-1));

        Assert.Equal("0", await DiagnoseAsync(site, "--fix"));
        Assert.True(File.Exists(young));
        Assert.Equal("0", await DiagnoseAsync(site, "--fix", "--grace", "00:30:00"));
        Assert.False(File.Exists(young));
    }

    [Fact]
    public async Task Says_when_it_cannot_look()
    {
        var folder = Directory.CreateTempSubdirectory("pixeli-doctor-").FullName;
        var (exitCode, said) = await Crashes.ServerProcess.CommandAsync(folder, "postgresql://nobody@127.0.0.1:1/nowhere", "", "doctor");

        Assert.Equal(2, exitCode);
        Assert.Contains("Could not look", said, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Finds_nothing_wrong_and_harms_nothing_while_photos_come_and_go()
    {
        await using var app = await PixeliApp.StartAsync(null, "Pixeli:Limits:UploadsByAccount:Count=1000000"); // the clock stands still: no minute ends
        var person = await app.PersonAsync();
        var eventId = await person.CreateEventAsync();
        using var stop = new CancellationTokenSource();
        var kept = new List<Guid>();
        var busy = Task.Run(async () =>
        {
            for (var number = 0; !stop.IsCancellationRequested || number < 20; number++)
            {
                var photo = await person.UploadAsync(eventId);
                if (number % 3 == 0)
                    (await person.DeleteAsync($"/photos/{photo}/")).Expect(204);
                else
                    kept.Add(photo);
            }
        });

        for (var round = 0; round < 8; round++)
        {
            var found = await app.WithAsync((Diagnosis doctor) => doctor.RunAsync(new(TimeSpan.FromMinutes(5), true), true, _ => { }, CancellationToken.None));
            Assert.Equal([], found.Select(finding => $"{finding.Kind} {finding.Subject} {finding.Words}"));
        }

        await stop.CancelAsync();
        await busy;
        foreach (var photo in kept)
            Assert.Equal("CO", (await person.WaitUntilProcessedAsync(photo))["status"].Text);
    }

    private static async Task DamageAsync(OfflineSite site, List<Guid> photos, Guid person, string original, string truncated, byte[] whole)
    {
        File.Delete(original);
        await File.WriteAllBytesAsync(truncated, whole[..100]);
        File.Delete(site.Blob(PhotoBlobs.Rendition(photos[2], MediaRendition.Thumbnail)));
        await File.WriteAllBytesAsync(site.Blob(PhotoBlobs.Rendition(photos[3], MediaRendition.Preview)), []);
        Orphan(site, TimeProvider.System.GetUtcNow().AddDays(-3));

        var dead = Directory.CreateDirectory(Path.Combine(site.Data, "staging", Guid.CreateVersion7().ToString("N"))).FullName;
        await File.WriteAllTextAsync(Path.Combine(dead, $"{Guid.CreateVersion7():N}.intent"), "");
        await File.WriteAllTextAsync(dead + ".lock", "");
        await File.WriteAllTextAsync(Path.Combine(site.Data, "staging", $"{Guid.CreateVersion7():N}.lock"), "");
        await File.WriteAllTextAsync(Path.Combine(site.Data, "uploads", Guid.CreateVersion7().ToString("N")), "half a photo");

        var stray = site.Blob(PictureBlobs.Key(Guid.CreateVersion7(), 7));
        Directory.CreateDirectory(Path.GetDirectoryName(stray)!);
        await File.WriteAllTextAsync(stray, "a picture");

        var (longAgo, deleted) = (TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-1), Guid.CreateVersion7(TimeProvider.System.GetUtcNow().AddDays(-2)));
        await site.WithDbAsync(async db =>
        {
            await db.Users.Where(user => user.Id == person).ExecuteUpdateAsync(set => set.SetProperty(user => user.PictureVersion, 3));
            await db.Photos.Where(photo => photo.Id == photos[4]).ExecuteUpdateAsync(set => set
                .SetProperty(photo => photo.Status, PhotoStatus.Processing)
                .SetProperty(photo => photo.ClaimedBy, Guid.CreateVersion7())
                .SetProperty(photo => photo.ClaimedUntil, longAgo));
            await db.Photos.Where(photo => photo.Id == photos[5]).ExecuteUpdateAsync(set => set
                .SetProperty(photo => photo.Status, PhotoStatus.Pending).SetProperty(photo => photo.ClaimedUntil, (DateTime?)null));
            db.Add(new BlobRemoval { PhotoId = deleted, DueAt = longAgo });
            return await db.SaveChangesAsync();
        });
        var bytes = site.Blob(PhotoBlobs.Original(deleted));
        Directory.CreateDirectory(Path.GetDirectoryName(bytes)!);
        await File.WriteAllTextAsync(bytes, "of a deleted photo");
    }

    private static string Orphan(OfflineSite site, DateTimeOffset since)
    {
        var path = site.Blob(PhotoBlobs.Original(Guid.CreateVersion7(since)));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "nobody's photo");
        return path;
    }

    /// <summary>The exit code, and the kinds of what is left, in order.</summary>
    private static async Task<string> DiagnoseAsync(OfflineSite site, params string[] arguments)
    {
        var (exitCode, said) = await site.RunAsync(["doctor", "--json", .. arguments]);
        Assert.True(exitCode < 2, said);
        var left = JsonNode.Parse(said)!["findings"]!.AsArray().Where(finding => !finding!["is_mended"].IsTrue).Select(finding => finding!["kind"].Text);
        return $"{exitCode} {string.Join(' ', left.Order(StringComparer.Ordinal))}".TrimEnd();
    }
}
