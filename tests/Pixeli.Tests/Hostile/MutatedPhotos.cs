using System.Globalization;
using System.Text.Json.Nodes;
using Pixeli.Imaging;
using Pixeli.Tests.Operating;
using Xunit.Abstractions;

namespace Pixeli.Tests.Hostile;

/// <summary>
/// Damaged files through the real way: each is refused with a reason, or becomes a photo that can be looked at; the server goes on
/// and its memory stays bounded. <c>PIXELI_TEST_MUTANTS</c> says how many.
/// </summary>
[Trait("Needs", "sqlite")]
public sealed class MutatedPhotos(ITestOutputHelper output)
{
    private const int Seed = 20261127;
    private const int FilesARequest = 20;
    private const int LargestBase = 200_000; // many small ones find more than few large ones
    private const long MostResident = 1_000_000_000;
    private static readonly int Mutants = int.Parse(Environment.GetEnvironmentVariable("PIXELI_TEST_MUTANTS") ?? "200", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Are_refused_with_a_reason_or_become_photos()
    {
        await using var site = await OfflineSite.CreateAsync();
        var (server, person) = await site.StartAsync(new Dictionary<string, string>
        {
            ["Pixeli__Limits__UploadsByAccount__Count"] = "1000000",
            ["Pixeli__Processing__RetryPause"] = "00:00:00.1",
        });
        var eventId = await person.CreateEventAsync();
        var mutator = new Mutator(await BasesAsync(), Seed);
        var (refused, accepted) = (0, 0);

        for (var sent = 0; sent < Mutants; sent += FilesARequest)
        {
            foreach (var result in await UploadAsync(person, eventId, mutator, sent))
            {
                if (result["status"].Text == "error")
                {
                    Assert.NotEmpty(result["error"].Text);
                    refused++;
                }
                else
                {
                    Assert.Contains(result["status"].Text, (string[])["created", "duplicate"]);
                    accepted++;
                }
            }

            await ThroughAsync(person, eventId);
        }

        var (completed, failed) = await LookAtAllAsync(person, eventId);
        output.WriteLine($"{Mutants} damaged files: {refused} refused at once, {failed} failed in processing, {completed} became photos; resident at most {server.PeakResident >> 20} MB");
        Assert.Equal(Mutants, refused + accepted);
        Assert.True(completed > 0 && failed + refused > 0, "The damage is too great or too little to test anything.");
        Assert.InRange(server.PeakResident, 1, MostResident);

        var good = await person.UploadAsync(eventId, TestPhotos.Next());
        Assert.Equal("CO", (await person.WaitUntilProcessedAsync(good))["status"].Text);
    }

    [Fact]
    public async Task Began_as_photos_that_are_whole()
    {
        await using var app = await PixeliApp.StartAsync();
        var person = await app.PersonAsync();
        var eventId = await person.CreateEventAsync();
        foreach (var photo in await BasesAsync())
            Assert.Equal("CO", (await person.WaitUntilProcessedAsync(await person.UploadAsync(eventId, photo)))["status"].Text);
    }

    private static async Task<List<byte[]>> BasesAsync()
    {
        var bases = new List<byte[]> { TestPhotos.Next(), SyntheticPhoto.Render(new(3, 640, 480) { Make = "Pixel-i", Model = "Painter" }), SmallFiles.Tiff(), SmallFiles.Gif() };
        if (Environment.GetEnvironmentVariable("PIXELI_TEST_PHOTOS") is { Length: > 0 } folder)
        {
            foreach (var file in new DirectoryInfo(folder).EnumerateFiles().OrderBy(file => file.Name, StringComparer.Ordinal))
            {
                // The two phone formats have no small example, and are where native code is newest.
                if (file.Extension is ".heic" or ".avif" || (file.Extension is ".jpg" or ".png" or ".webp" && file.Length <= LargestBase))
                    bases.Add(await File.ReadAllBytesAsync(file.FullName));
            }
        }

        return bases;
    }

    private static async Task<List<JsonNode>> UploadAsync(Person person, Guid eventId, Mutator mutator, int first)
    {
        var body = new BulkBody();
        string[] ids = [.. Enumerable.Range(first, Math.Min(FilesARequest, Mutants - first)).Select(number => $"mutant-{number}")];
        foreach (var id in ids)
            body.File(id, mutator.Next());
        body.Metadata([.. ids.Select(id => new { client_id = id })]);
        var results = (await person.BulkUploadAsync(eventId, body)).Expect(207)["results"]!.AsArray().Select(result => result!).ToList();
        Assert.Equal(ids, results.Select(result => result["client_id"].Text).Order(StringComparer.Ordinal).OrderBy(id => Array.IndexOf(ids, id)));
        return results;
    }

    private static Task ThroughAsync(Person person, Guid eventId) => Wait.UntilAsync(
        "every damaged photo is through",
        async () => (await person.GetAsync($"/events/{eventId}/photos/")).Expect(200).List.Each("status").TrueForAll(status => status is "CO" or "FA"));

    private static async Task<(int Completed, int Failed)> LookAtAllAsync(Person person, Guid eventId)
    {
        var (completed, failed) = (0, 0);
        foreach (var photo in (await person.GetAsync($"/events/{eventId}/photos/")).Expect(200).List)
        {
            if (photo!["status"].Text == "CO")
            {
                completed++;
                var thumbnail = (await person.GetAsync(new Uri(photo["thumbnail_url"].Text).PathAndQuery)).Expect(200);
                Assert.Equal("image/webp", thumbnail.ContentHeaders.ContentType!.MediaType);
                Assert.True(thumbnail.Bytes.AsSpan().StartsWith("RIFF"u8));
            }
            else
            {
                failed++;
                Assert.NotEmpty((await person.GetAsync($"/photos/{photo["id"].Guid}/")).Expect(200)["processing_errors"].Text);
            }
        }

        return (completed, failed);
    }
}
