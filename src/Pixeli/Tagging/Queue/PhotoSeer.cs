using Microsoft.EntityFrameworkCore;
using Pixeli.Data;
using Pixeli.Hosting;
using Pixeli.Imaging;
using Pixeli.Media;
using Pixeli.Photos;
using Pixeli.Photos.Live;
using Pixeli.Storage;
using Pixeli.Tagging.Engine;
using Pixeli.Vision;
using Pixeli.Vision.Facts;

namespace Pixeli.Tagging.Queue;

/// <summary>Looks at one claimed photo, and keeps what was seen.</summary>
internal sealed partial class PhotoSeer(
    PixeliDb db,
    VisionQueue queue,
    IVisionEngine engine,
    PhotoTagger tagger,
    IBlobStore store,
    PhotoRenderer renderer,
    PhotoFeed feed,
    ILogger<PhotoSeer> logger)
{
    // The preview's own size by default: no more is decoded of a larger one.
    private const int LongestEdge = 1440;

    /// <summary>Ends with the photo done, failed or given back; only a database that is gone throws.</summary>
    public async Task SeeAsync(PhotoVision held, VisionChoices choices, CancellationToken stopping)
    {
        var abilities = engine.Abilities;
        var stamp = VisionStamp.Of(abilities, choices);
        var photo = await db.Photos.AsNoTracking().Where(item => item.Id == held.PhotoId && item.Status == PhotoStatus.Completed)
            .Select(item => new SeenPhoto(item.Id, item.EventId, item.Meta)).FirstOrDefaultAsync(stopping);
        try
        {
            if (photo is null)
                await queue.FailAsync(held, "The photo is not completed.", isFinal: true, stamp.ToString(), stopping);
            else if (await LookAsync(photo, held, new(abilities, choices, stamp), stopping))
                feed.Changed(photo.EventId, photo.Id);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await queue.ReleaseAsync(held.PhotoId, CancellationToken.None);
        }
        catch (VisionException gone) when (gone.Failure == VisionFailure.LibraryMissing)
        {
            await queue.ReleaseAsync(held.PhotoId, CancellationToken.None); // nothing can be seen: the photo waits until something can
        }
        catch (FileNotFoundException missing)
        {
            await FailAsync(held, "The photo's preview is not in the storage.", isFinal: false, stamp, missing);
        }
        catch (StorageUnavailableException)
        {
            await queue.PostponeAsync(held.PhotoId, CancellationToken.None);
        }
        catch (Exception failure) when (failure is VisionException or ImagingException or IOException or UnauthorizedAccessException or OutOfMemoryException)
        {
            await FailAsync(held, failure.Message, isFinal: failure is ImagingException, stamp, failure);
        }
    }

    private async Task<bool> LookAsync(SeenPhoto photo, PhotoVision held, VisionMoment moment, CancellationToken cancellationToken)
    {
        if (held.Reason is null && moment.Stamp.SeesAs(held.Stamp))
            return await tagger.ChooseAgainAsync(held, moment, cancellationToken);
        using var preview = await store.OpenLocalAsync(PhotoBlobs.Rendition(photo.Id, MediaRendition.Preview), cancellationToken);
        var sight = await LowPriority.RunAsync(LowPriority.Last, () => See(preview.Path, photo.Meta, cancellationToken), cancellationToken);
        if (engine.Abilities.Stamp == moment.Abilities.Stamp)
            return await tagger.KeepAsync(photo.Id, sight, moment, cancellationToken);
        await queue.ReleaseAsync(photo.Id, cancellationToken); // a pack came, went or broke meanwhile: this was seen with half of it
        return false;
    }

    private Sight See(string path, string metadata, CancellationToken cancellationToken)
    {
        var image = renderer.Pixels(path, LongestEdge, cancellationToken).ToImage();
        var facts = PlainFacts.Of(image, Pictures.ShotOf(metadata)).Select(fact => new Finding(fact, 1, Finding.Facts, FindingKind.Fact));
        var sight = engine.See(image);
        return sight with { Findings = [.. facts, .. sight.Findings] };
    }

    private async Task FailAsync(PhotoVision held, string reason, bool isFinal, VisionStamp stamp, Exception failure)
    {
        LogFailed(failure, held.PhotoId, reason);
        await queue.FailAsync(held, reason, isFinal, stamp.ToString(), CancellationToken.None);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Photo {Photo} could not be looked at: {Reason}")]
    private partial void LogFailed(Exception failure, Guid photo, string reason);

    private sealed record SeenPhoto(Guid Id, Guid EventId, string Meta);
}

/// <summary>With what a photo is looked at.</summary>
/// <param name="Abilities">The packs.</param>
/// <param name="Choices">The administrator's choices.</param>
/// <param name="Stamp">Names both.</param>
internal sealed record VisionMoment(VisionAbilities Abilities, VisionChoices Choices, VisionStamp Stamp);
