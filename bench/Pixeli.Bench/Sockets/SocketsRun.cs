using Pixeli.Bench.Measuring;
using Pixeli.Bench.Server;

namespace Pixeli.Bench.Sockets;

/// <summary>WebSockets of the photographer of some photos: first many that only stay open, then fewer that are told of likes.</summary>
/// <param name="data">The data folder of the site.</param>
/// <param name="isOneProcess">Whether likes come to the process that has the WebSockets, and not to another one.</param>
internal sealed class SocketsRun(string data, bool isOneProcess)
{
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(10); // a server gives back by then what its start left behind

    /// <param name="photos">What is liked; the first like does not count.</param>
    /// <param name="listening">WebSockets that are told.</param>
    /// <param name="idle">WebSockets that only stay open.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    public async Task<SocketFigures> MeasureAsync(IReadOnlyList<Guid> photos, int listening, int idle, CancellationToken cancellationToken)
    {
        string[] role = isOneProcess ? [] : ["serve", "--role", "web"];
        await using var liked = await ServerProcess.StartAsync(Repository.ServerDll, data, cancellationToken, role);
        await using var other = isOneProcess ? null : await ServerProcess.StartAsync(Repository.ServerDll, data, cancellationToken, role);
        var told = other ?? liked;
        using var photographer = await ServerClient.SignInAsync(told.Address, cancellationToken);
        using var guest = await ServerClient.SignInAsync(liked.Address, cancellationToken, ServerProcess.Guest);

        await Task.Delay(Settling, cancellationToken);
        var alone = ProcessUse.Resident(told.Id);
        double kilobytes;
        await using (await Listeners.ConnectAsync(told.Address, photographer.Token, idle, cancellationToken))
        {
            await Task.Delay(Settling, cancellationToken);
            kilobytes = 1000 * (ProcessUse.Resident(told.Id) - alone) / idle;
        }

        await using var listeners = await Listeners.ConnectAsync(told.Address, photographer.Token, listening, cancellationToken);
        List<double> times = [];
        foreach (var photo in photos)
            times.AddRange(await listeners.HearAsync(() => guest.LikeAsync(photo, isLiked: true, cancellationToken), cancellationToken));
        foreach (var photo in photos)
            await guest.LikeAsync(photo, isLiked: false, cancellationToken);
        var sorted = times.Skip(listening).Order().ToList();
        return new(alone, kilobytes, sorted[sorted.Count / 2], sorted[sorted.Count * 99 / 100], sorted[^1]);
    }
}

/// <summary>What WebSockets took.</summary>
/// <param name="Alone">Megabytes of the process before them.</param>
/// <param name="IdleKilobytes">What each that only stayed open added.</param>
/// <param name="Median">Milliseconds from the request that likes until one of them had heard of it.</param>
/// <param name="P99">Milliseconds.</param>
/// <param name="Longest">Milliseconds.</param>
internal sealed record SocketFigures(double Alone, double IdleKilobytes, double Median, double P99, double Longest);
