using System.Collections.Concurrent;
using System.Globalization;
using Pixeli.Tests.Resumable;

namespace Pixeli.Tests.Crashes;

/// <summary>A client that uploads one batch after another and sends a batch again until it is acknowledged, as phones do.</summary>
internal sealed class Uploader(int number, int seed, Guid eventId, Func<Person> connect, byte[] largePhoto)
{
    private readonly Random _random = new(seed + number);

    /// <summary>The id that the server gave for each file, by the file's name.</summary>
    public ConcurrentDictionary<string, Guid> Acknowledged { get; } = [];

    /// <summary>Between one batch and the next.</summary>
    public TimeSpan Pause { get; init; }

    public async Task RunAsync(CancellationToken stop)
    {
        for (var batch = 0; !stop.IsCancellationRequested; batch++)
        {
            var files = Enumerable.Range(0, _random.Next(1, 4))
                .Select(file => string.Create(CultureInfo.InvariantCulture, $"{number}-{batch}-{file}.jpg"))
                .ToDictionary(name => name, name => _random.Next(8) == 0 ? TestPhotos.WithComment(largePhoto, name) : TestPhotos.Labelled(name));
            Func<Task<bool>> send = batch % 2 == 0 ? () => SendAsync(files) : SendInParts(files);
            while (!await send())
                await Task.Delay(30, CancellationToken.None);
            await Task.Delay(Pause, CancellationToken.None);
        }
    }

    /// <summary>The first of the files by tus; what one try got across, the next goes on with.</summary>
    private Func<Task<bool>> SendInParts(Dictionary<string, byte[]> files)
    {
        var (name, bytes) = files.First();
        string? upload = null;
        return async () =>
        {
            try
            {
                var person = connect();
                upload ??= await person.BeginAsync(eventId, bytes.Length, ("filename", name));
                while (true)
                {
                    var looked = (await person.LookAsync(upload)).Expect(200);
                    if (looked.Headers.Contains("Pixeli-Photo-Id"))
                    {
                        Assert.Equal(looked.PhotoId(), Acknowledged.GetOrAdd(name, looked.PhotoId()));
                        return true;
                    }

                    var offset = (int)looked.Offset();
                    var part = bytes.AsMemory(offset, Math.Min(bytes.Length - offset, (bytes.Length / 3) + 1));
                    if ((await person.ContinueAsync(upload, offset, part)).Status == 423)
                        return false; // the request that broke is not let go of yet
                }
            }
            catch (Exception lost) when (Lost.Is(lost))
            {
                return false; // the server is gone
            }
        };
    }

    private async Task<bool> SendAsync(Dictionary<string, byte[]> files)
    {
        var body = new BulkBody().Metadata([.. files.Keys.Select(name => (object)new { client_id = name })]);
        foreach (var (name, bytes) in files)
            body.File(name, bytes);
        Answer answer;
        try
        {
            answer = (await connect().BulkUploadAsync(eventId, body)).Expect(207);
        }
        catch (Exception lost) when (Lost.Is(lost))
        {
            return false; // the server is gone: nothing was acknowledged
        }

        foreach (var (name, result) in BulkUploads.Results(answer))
        {
            Assert.True(result["status"].Text is "created" or "duplicate", $"{name}: {result}");
            Assert.Equal(result["photo_id"].Guid, Acknowledged.GetOrAdd(name, result["photo_id"].Guid));
        }

        return true;
    }
}
