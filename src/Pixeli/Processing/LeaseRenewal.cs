using System.Data.Common;

namespace Pixeli.Processing;

/// <summary>Renews a lease while its photo is worked on, and cancels the work when the lease is lost.</summary>
internal sealed class LeaseRenewal : IAsyncDisposable
{
    private readonly PhotoQueue _queue;
    private readonly Guid _photo;
    private readonly CancellationTokenSource _work;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _loop;
    private bool _isDisposed;

    public LeaseRenewal(PhotoQueue queue, Guid photo, TimeSpan interval, CancellationTokenSource work)
    {
        (_queue, _photo, _work) = (queue, photo, work);
        _loop = RenewAsync(interval);
    }

    public bool IsLost { get; private set; }

    /// <summary>Returns when no renewal is under way any more, so that the queue's context is free.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        await _end.CancelAsync();
        await _loop;
        _end.Dispose();
    }

    private async Task RenewAsync(TimeSpan interval)
    {
        using var timer = new PeriodicTimer(interval);
        try
        {
            while (await timer.WaitForNextTickAsync(_end.Token))
            {
                if (await IsOursAsync())
                    continue;
                IsLost = true;
                await _work.CancelAsync();
                return;
            }
        }
        catch (OperationCanceledException)
        {
            // the work is done
        }
    }

    private async Task<bool> IsOursAsync()
    {
        try
        {
            return await _queue.RenewAsync(_photo, _end.Token);
        }
        catch (DbException)
        {
            return true; // the database is away: ask again. If the lease ends meanwhile, the final statement changes nothing
        }
    }
}
