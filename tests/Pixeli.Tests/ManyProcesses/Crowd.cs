using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Net.WebSockets;
using Pixeli.Tests.Crashes;

namespace Pixeli.Tests.ManyProcesses;

/// <summary>Likes and discusses what others have uploaded; asks again until a like is answered.</summary>
[SuppressMessage("Security", "CA5394", Justification = "The numbers are to be the same each time.")]
internal sealed class Admirer(int seed, Func<Person> connect, IReadOnlyList<Uploader> uploaders)
{
    // Each thing they do is told to every socket of the photographer: a thousand messages a second and fan with a thousand of them, twice.
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    private readonly Random _random = new(seed);

    /// <summary>Photos whose like was acknowledged.</summary>
    public HashSet<Guid> Liked { get; } = [];

    /// <summary>Photos with an acknowledged comment.</summary>
    public HashSet<Guid> Commented { get; } = [];

    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var photos = uploaders.SelectMany(uploader => uploader.Acknowledged.Values).Where(photo => !Liked.Contains(photo)).ToList();
            if (photos.Count > 0)
            {
                var photo = photos[_random.Next(photos.Count)];
                await LikeAsync(photo);
                Liked.Add(photo);
                if ((await Lost.AnswerAsync(() => connect().PostAsync($"/photos/{photo}/comments/", new { content = "well seen" })))?.Expect(201) is not null)
                    Commented.Add(photo);
            }

            await Task.Delay(Pace, CancellationToken.None);
        }
    }

    private async Task LikeAsync(Guid photo)
    {
        for (var isAgain = false; ; isAgain = true)
        {
            if (await Lost.AnswerAsync(() => connect().PostAsync($"/photos/{photo}/likes/", new { })) is { } answer)
            {
                answer.Expect(isAgain && answer.Status == 400 ? 400 : 201); // it was liked already: by the try whose answer was lost
                return;
            }

            await Task.Delay(30, CancellationToken.None);
        }
    }
}

/// <summary>Looks around, and remembers how long each answer took.</summary>
[SuppressMessage("Security", "CA5394", Justification = "The numbers are to be the same each time.")]
internal sealed class Reader(int seed, Guid eventId, Func<Person> connect)
{
    private readonly Random _random = new(seed);

    public List<double> Milliseconds { get; } = [];

    /// <summary>Requests that got no answer, since their server was killed.</summary>
    public int Broken { get; private set; }

    public async Task RunAsync(CancellationToken stop)
    {
        string[] paths = ["/events/", $"/events/{eventId}/photos/?limit=100", "/notifications/?limit=20", $"/photos/search/?event={eventId}&limit=50"];
        while (!stop.IsCancellationRequested)
        {
            var watch = Stopwatch.StartNew();
            if ((await Lost.AnswerAsync(() => connect().GetAsync(paths[_random.Next(paths.Length)])))?.Expect(200) is not null)
                Milliseconds.Add(watch.Elapsed.TotalMilliseconds);
            else
                Broken++;
            await Task.Delay(50, CancellationToken.None);
        }
    }
}

/// <summary>Keeps a WebSocket open for notifications, and opens another when it is lost.</summary>
[SuppressMessage("Security", "CA5394", Justification = "The numbers are to be the same each time.")]
internal sealed class Listener(int seed, Fleet fleet, string access)
{
    private readonly Random _random = new(seed);
    private readonly ConcurrentDictionary<Guid, bool> _comments = [];
    private volatile TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int Connections { get; private set; }

    public int Messages { get; private set; }

    /// <summary>Whether it was told of a comment.</summary>
    public bool HasHeardOf(Guid comment) => _comments.ContainsKey(comment);

    /// <summary>Done while there is a connection.</summary>
    public Task Connected => _connected.Task;

    /// <summary>Ends with the fleet.</summary>
    public async Task RunAsync()
    {
        while (true)
        {
            try
            {
                using var socket = await LiveSocket.ConnectAsync(fleet.Web(), $"/ws/notifications/?token={access}");
                Connections++;
                _connected.TrySetResult();
                while (await socket.NextAsync(Timeout.InfiniteTimeSpan) is { } message)
                {
                    Messages++;
                    if (message["data"]!["comment_id"] is { } comment)
                        _comments.TryAdd(comment.Guid, true);
                }
            }
            catch (Exception lost) when (Lost.Is(lost) || lost is WebSocketException)
            {
                await Task.Delay(_random.Next(500, 1000)); // as browsers and phones come back: spread, so that not everybody comes at once
            }

            if (fleet.IsStopping)
                return;
            _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
