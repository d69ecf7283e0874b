using Pixeli.Photos;
using Pixeli.Tests.Operating;
using Pixeli.Tests.Resumable;

namespace Pixeli.Tests.Faults;

/// <summary>What is acknowledged survives a power cut: everything was flushed to the disk before the answer began. strace sees it.</summary>
[Trait("Needs", "trace")]
public sealed class FlushedUploads
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_photo_its_name_and_its_row_are_on_the_disk_before_the_answer(bool inParts)
    {
        await using var site = await OfflineSite.CreateAsync();
        var (server, boss) = await site.StartAsync(new Dictionary<string, string> { ["Pixeli__Processing__Workers"] = "0" });
        var eventId = await boss.CreateEventAsync();
        using var trace = await SystemCalls.OfAsync(server.Id, "fsync,fdatasync,rename,renameat,renameat2,sendto,sendmsg,write,writev");

        var photo = inParts ? await SendInPartsAsync(boss, eventId) : await boss.UploadAsync(eventId);

        (await boss.GetAsync("/health/live")).Expect(200); // by its answer all that came before is told
        var calls = await trace.StopAsync();
        calls = calls[..calls.FindLastIndex(call => call.Contains(inParts ? "\"HTTP/1.1 204 " : "\"HTTP/1.1 207 ", StringComparison.Ordinal))];
        var original = site.Blob(PhotoBlobs.Original(photo));
        var named = calls.FindIndex(call => call.StartsWith("rename", StringComparison.Ordinal) && call.Contains($"\"{original}\"", StringComparison.Ordinal));
        Assert.True(named >= 0, string.Join('\n', calls));
        var written = calls[named].Split('"')[1];
        Assert.True(IsFlushed(calls[..named], written), $"{written} had its name before it was on the disk:\n{string.Join('\n', calls)}");
        for (var folder = Path.GetDirectoryName(original)!; folder != Path.GetDirectoryName(site.Blob("")); folder = Path.GetDirectoryName(folder)!)
            Assert.True(IsFlushed(calls, folder), $"A name in {folder} was not on the disk:\n{string.Join('\n', calls)}");
        if (!TestDatabase.IsPostgres)
            Assert.True(IsFlushed(calls[named..], Path.Combine(site.Data, "pixeli.db-wal")), $"The row was not on the disk:\n{string.Join('\n', calls)}");
    }

    private static bool IsFlushed(IEnumerable<string> calls, string path) => calls.Any(call =>
        (call.StartsWith("fsync(", StringComparison.Ordinal) || call.StartsWith("fdatasync(", StringComparison.Ordinal)) && call.Contains($"<{path}>", StringComparison.Ordinal)
        && call.EndsWith("= 0", StringComparison.Ordinal));

    private static async Task<Guid> SendInPartsAsync(Person person, Guid eventId)
    {
        var bytes = TestPhotos.Next();
        var upload = await person.BeginAsync(eventId, bytes.Length, ("filename", "one.jpg"));
        (await person.ContinueAsync(upload, 0, bytes.AsMemory(0, 99))).Expect(204);
        return (await person.ContinueAsync(upload, 99, bytes.AsMemory(99))).Expect(204).PhotoId();
    }
}
