using Pixeli.Hosting;
using Pixeli.Vision;
using Pixeli.Vision.Packs;

namespace Pixeli.Tagging.Packs;

/// <summary>What is done with a pack.</summary>
public enum PackVerb
{
    /// <summary>It is fetched and put in place.</summary>
    Install,

    /// <summary>Its files are read and compared with their checksums.</summary>
    Verify,
}

/// <summary>What goes on with a pack.</summary>
/// <param name="Verb">What.</param>
/// <param name="Pack">With which.</param>
/// <param name="Done">Bytes that are done.</param>
/// <param name="Total">Of so many; 0 while it is not known.</param>
public sealed record PackJob(PackVerb Verb, string Pack, long Done, long Total);

/// <summary>How it ended.</summary>
/// <param name="Job">What.</param>
/// <param name="Problem">What went wrong; null when nothing did.</param>
public sealed record PackOutcome(PackJob Job, string? Problem);

/// <summary>Installs and checks packs for the administration page, one at a time, and goes on when the page is left.</summary>
public sealed partial class PackWork(
    PackStore packs, IVisionEngine engine, Signals signals, IHostApplicationLifetime lifetime, ILogger<PackWork> logger)
{
    private readonly Lock _gate = new();
    private CancellationTokenSource? _stop;

    /// <summary>What goes on; null while nothing does.</summary>
    public PackJob? Current { get; private set; }

    /// <summary>How the last one ended; null before the first, and while one goes on.</summary>
    public PackOutcome? Last { get; private set; }

    /// <summary>Begins to install a pack, from a folder on this machine where one is given.</summary>
    /// <returns>False while something goes on already.</returns>
    public bool Install(string name, string? from) => Start(PackVerb.Install, name, async (progress, cancellationToken) =>
    {
        using var client = PackDownloads.Client();
        return from is null
            ? await packs.InstallAsync(name, client, progress, cancellationToken)
            : await packs.InstallFromAsync(name, from, progress, cancellationToken);
    });

    /// <summary>Begins to check an installed pack.</summary>
    /// <returns>False while something goes on already.</returns>
    public bool Verify(string name) => Start(PackVerb.Verify, name, (progress, cancellationToken) => packs.VerifyAsync(name, progress, cancellationToken));

    /// <summary>Removes a pack.</summary>
    /// <exception cref="VisionException">Something goes on, here or in another process.</exception>
    public void Remove(string name)
    {
        packs.Remove(name);
        Tell();
    }

    /// <summary>Ends what goes on; a pack that was there before stays as it was.</summary>
    public void Cancel()
    {
        lock (_gate)
            _stop?.Cancel();
    }

    private bool Start(PackVerb verb, string name, Func<IProgress<PackProgress>, CancellationToken, Task<PackInfo>> work)
    {
        lock (_gate)
        {
            if (Current is not null)
                return false;
            (Current, Last) = (new(verb, name, 0, 0), null);
            _stop = CancellationTokenSource.CreateLinkedTokenSource(lifetime.ApplicationStopping);
            _ = Task.Run(() => RunAsync(Current, work, _stop.Token), CancellationToken.None);
        }

        return true;
    }

    private async Task RunAsync(PackJob job, Func<IProgress<PackProgress>, CancellationToken, Task<PackInfo>> work, CancellationToken cancellationToken)
    {
        string? problem = null;
        try
        {
            var pack = await work(new JobProgress(this, job), cancellationToken);
            problem = pack.Reason;
        }
        catch (OperationCanceledException)
        {
            problem = "It was cancelled.";
        }
        catch (Exception failure) when (failure is VisionException or IOException or UnauthorizedAccessException)
        {
            LogFailure(failure, job.Verb, job.Pack);
            problem = failure.Message;
        }
        finally
        {
            lock (_gate)
            {
                _stop?.Dispose();
                (_stop, Current, Last) = (null, null, new(job, problem));
            }

            Tell();
        }
    }

    private void Tell()
    {
        engine.LookAnew();
        signals.PhotosToSee.Raise();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Verb} of the pack {Pack} failed")]
    private partial void LogFailure(Exception failure, PackVerb verb, string pack);

    private sealed class JobProgress(PackWork work, PackJob job) : IProgress<PackProgress>
    {
        public void Report(PackProgress value)
        {
            lock (work._gate)
                work.Current = job with { Done = value.Done, Total = value.Total };
        }

    }
}
