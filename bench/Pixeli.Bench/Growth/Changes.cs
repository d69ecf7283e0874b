using Pixeli.Bench.Server;

namespace Pixeli.Bench.Growth;

/// <summary>Somebody who likes a photo and then does not, ten times a second: so often is what was kept out of date.</summary>
internal sealed class Changes : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _changing;

    public Changes(ServerClient client, Guid photo) => _changing = ChangeAsync(client, photo);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _changing;
        _end.Dispose();
    }

    private async Task ChangeAsync(ServerClient client, Guid photo)
    {
        using var timer = new PeriodicTimer(Interval);
        var isLiked = false;
        try
        {
            for (; await timer.WaitForNextTickAsync(_end.Token); isLiked = !isLiked)
                await client.LikeAsync(photo, !isLiked, CancellationToken.None);
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            if (isLiked)
                await client.LikeAsync(photo, false, CancellationToken.None); // as it was
        }
    }
}
