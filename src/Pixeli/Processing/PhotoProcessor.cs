using System.Text.Json;
using Microsoft.Extensions.Options;
using Pixeli.Hosting;
using Pixeli.Imaging;
using Pixeli.Media;
using Pixeli.Photos;
using Pixeli.Photos.Live;
using Pixeli.Processing.Isolation;
using Pixeli.Storage;

namespace Pixeli.Processing;

/// <summary>Processes one claimed photo: renditions into storage, then its row.</summary>
internal sealed partial class PhotoProcessor(
    PhotoQueue queue,
    IBlobStore store,
    PhotoRenderer renderer,
    IsolatedRenderer isolatedRenderer,
    RenderSlots slots,
    CameraClock cameraClock,
    PhotoFeed feed,
    Signals signals,
    IOptions<ProcessingOptions> options,
    ILogger<PhotoProcessor> logger)
{
    /// <summary>Ends with the photo completed, failed or given back; only a database that is gone throws.</summary>
    public async Task ProcessAsync(Photo photo, CancellationToken stopping)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        limit.CancelAfter(options.Value.TimeLimit);
        await using var lease = new LeaseRenewal(queue, photo.Id, options.Value.Lease / 4, limit);
        try
        {
            var processed = await RenderAsync(photo, limit.Token);
            await lease.DisposeAsync();
            if (await queue.CompleteAsync(photo.Id, processed, stopping))
            {
                LogCompleted(photo.Id);
                feed.Added(photo.EventId, photo.Id);
                signals.PhotosToSee.Raise();
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await lease.DisposeAsync();
            await queue.ReleaseAsync(photo.Id, CancellationToken.None);
        }
        catch (OperationCanceledException) when (lease.IsLost)
        {
            LogLost(photo.Id); // deleted, or another worker has it: nothing to record
        }
        catch (OperationCanceledException)
        {
            await FailAsync(photo, lease, $"It took longer than {options.Value.TimeLimit.TotalSeconds:0} seconds.", isFinal: false, null);
        }
        catch (ImagingException refused)
        {
            await FailAsync(photo, lease, refused.Message, isFinal: true, refused); // a damaged file stays damaged
        }
        catch (RenderCrashedException crash)
        {
            await FailAsync(photo, lease, "The picture made the image library crash.", isFinal: false, crash);
        }
        catch (IOException away) when (away is StorageUnavailableException || away.IsFull())
        {
            await lease.DisposeAsync();
            LogPostponed(photo.Id, away.Message);
            await queue.PostponeAsync(photo.Id, options.Value.RetryPause, CancellationToken.None); // no attempt of its three
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or OutOfMemoryException)
        {
            await FailAsync(photo, lease, "The server could not read or write its storage.", isFinal: false, failure);
        }
    }

    private async Task<ProcessedPhoto> RenderAsync(Photo photo, CancellationToken cancellationToken)
    {
        using var original = await store.OpenLocalAsync(PhotoBlobs.Original(photo.Id), cancellationToken);
        var (rendered, metadata) = await RenderAsync(photo, original.Path, cancellationToken);
        original.LeavePageCache(); // whoever looks at photos looks at renditions
        await Task.WhenAll(rendered.Renditions.Select(rendition => // together: each waits for the disk
            store.PutAsync(PhotoBlobs.Rendition(photo.Id, Map(rendition.Kind)), rendition.Bytes, cancellationToken)));
        var (takenAt, utcOffset) = cameraClock.Read(metadata);
        return new(
            rendered.Width, rendered.Height, rendered.Placeholder, JsonSerializer.Serialize(metadata.Values), takenAt, utcOffset, Tags(metadata.Keywords));
    }

    private async Task<(RenderedPhoto, PhotoMetadata)> RenderAsync(Photo photo, string original, CancellationToken cancellationToken)
    {
        try
        {
            return await slots.UseAsync(
                () => photo.Interruptions > 0 ? isolatedRenderer.RenderAsync(original, cancellationToken) : RenderHereAsync(original, cancellationToken), cancellationToken);
        }
        catch (ImagingException refused) when (!File.Exists(original))
        {
            throw new StorageUnavailableException("The original went away while it was read.", isRefusal: false, refused);
        }
    }

    private Task<(RenderedPhoto, PhotoMetadata)> RenderHereAsync(string path, CancellationToken cancellationToken) =>
        LowPriority.RunAsync(LowPriority.Behind, () => (renderer.Render(path, cancellationToken), PhotoMetadataReader.Read(path)), cancellationToken);

    private static string[] Tags(IReadOnlyList<string> keywords) =>
        [.. keywords.Where(keyword => keyword.Length is > 0 and <= PhotoTag.TagLength).Take(30)];

    private static MediaRendition Map(RenditionKind kind) => kind switch
    {
        RenditionKind.Thumbnail => MediaRendition.Thumbnail,
        RenditionKind.Preview => MediaRendition.Preview,
        RenditionKind.Watermarked => MediaRendition.Watermarked,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private async Task FailAsync(Photo photo, LeaseRenewal lease, string reason, bool isFinal, Exception? failure)
    {
        await lease.DisposeAsync();
        LogFailed(failure, photo.Id, reason);
        await queue.FailAsync(photo, reason, isFinal, CancellationToken.None);
        feed.Changed(photo.EventId, photo.Id);
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Photo {Photo} completed")]
    private partial void LogCompleted(Guid photo);

    [LoggerMessage(Level = LogLevel.Information, Message = "Photo {Photo} was taken away while it was processed")]
    private partial void LogLost(Guid photo);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Photo {Photo} has to wait: {Reason}")]
    private partial void LogPostponed(Guid photo, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Photo {Photo} failed: {Reason}")]
    private partial void LogFailed(Exception? failure, Guid photo, string reason);
}
