using System.Net.Http.Headers;
using Pixeli.Tests.Operating;
using Pixeli.Tests.Resumable;

namespace Pixeli.Tests.Faults;

/// <summary>The disk with everything on it, the database included, is full: from an upload to its answer nothing is promised that is not kept.</summary>
public sealed class FullDisks : IAsyncLifetime
{
    private const int Megabytes = 24;
    private const int Padding = 2 * 1024 * 1024; // after the end of a JPEG, where no decoder looks

    private OfflineSite _site = null!;
    private SmallDisk? _disk;

    public async Task InitializeAsync() => _site = await OfflineSite.CreateAsync();

    public async Task DisposeAsync()
    {
        if (_disk is not null)
            await _disk.DisposeAsync();
        await _site.DisposeAsync();
    }

    [SmallDiskFact, Trait("Needs", "mount")]
    public async Task Refuse_what_does_not_fit_and_go_on_when_there_is_room()
    {
        _disk = await SmallDisk.MountAsync(_site.Data, Megabytes);
        var (server, boss) = await _site.StartAsync();
        var eventId = await boss.CreateEventAsync();
        var kept = TestPhotos.Next();
        var photo = await boss.UploadCompletedAsync(eventId, kept);
        var parts = Large();
        var upload = await boss.BeginAsync(eventId, parts.Length, ("filename", "in-parts.jpg"));
        (await boss.ContinueAsync(upload, 0, parts.AsMemory(0, 1000))).Expect(204);

        foreach (var left in (int[])[0, Padding / 2])
        {
            _disk.MakeRoom();
            _disk.Fill(left);
            AssertFull(await SendOneAsync(boss, eventId, Large()));
            AssertFull(await boss.BulkUploadAsync(eventId, new BulkBody().File("a.jpg", Large()).Metadata(new { client_id = "a.jpg" })));
            var here = (int)(await boss.LookAsync(upload)).Expect(200).Offset();
            AssertFull(await boss.ContinueAsync(upload, here, parts.AsMemory(here)));
            (await boss.GetAsync(photo["thumbnail_url"].Text)).Expect(200);
            Assert.Single((await boss.GetAsync($"/events/{eventId}/photos/")).Expect(200).List);
            (await boss.GetAsync($"/photos/{photo["id"].Text}/")).Expect(200);
            (await boss.GetAsync("/health/live")).Expect(200);
            Assert.DoesNotContain(_site.Files("staging"), file => new FileInfo(Path.Combine(_site.Data, "staging", file)).Length > 1000);
        }

        _disk.MakeRoom();
        var offset = (int)(await boss.LookAsync(upload)).Expect(200).Offset();
        Assert.InRange(offset, 1000, parts.Length);
        var inParts = (await boss.ContinueAsync(upload, offset, parts.AsMemory(offset))).Expect(204).PhotoId();
        var whole = Large();
        var sent = (await SendOneAsync(boss, eventId, whole)).Expect(201)["id"].Guid;
        foreach (var (id, bytes) in ((Guid, byte[])[])[(photo["id"].Guid, kept), (inParts, parts), (sent, whole)])
        {
            Assert.Equal("CO", (await boss.WaitUntilProcessedAsync(id))["status"].Text);
            Assert.Equal(bytes, (await boss.GetAsync($"/photos/{id}/original/")).Expect(200).Bytes);
        }

        Assert.Equal(3, (await boss.GetAsync($"/events/{eventId}/photos/")).Expect(200).List.Count);
        Assert.Equal(0, await server.StopAsync());
        await _site.AssertWellAsync();
    }

    private static byte[] Large() => [.. TestPhotos.Next(), .. new byte[Padding]];

    private static void AssertFull(Answer answer)
    {
        answer.Expect(507);
        Assert.Equal("application/problem+json", answer.ContentHeaders.ContentType!.MediaType);
        Assert.Contains("Nothing was lost", answer["detail"].Text, StringComparison.Ordinal);
    }

    private static async Task<Answer> SendOneAsync(Person person, Guid eventId, byte[] bytes)
    {
        using var image = new ByteArrayContent(bytes);
        image.Headers.ContentType = new MediaTypeHeaderValue("image/jpeg");
        using var form = new MultipartFormDataContent { { new StringContent($"{eventId}"), "event" }, { image, "image", "one.jpg" } };
        return await person.SendAsync(HttpMethod.Post, "/photos/", form);
    }
}
