using System.Linq.Expressions;
using Pixeli.Imaging;

namespace Pixeli.Photos;

/// <summary>
/// Failures that lie in the file: another try ends the same, unless the server has come to read more than it did. What is amiss with
/// the server itself, such as a library that is missing, is none of them.
/// </summary>
public static class FinalFailures
{
    // Told by the sentence that a photo's row keeps, so that photos which failed long ago are told apart too.
    private static readonly string[] Reasons =
    [
        .. new[]
        {
            ImagingFailure.Empty,
            ImagingFailure.NotAnImage,
            ImagingFailure.UnsupportedFormat,
            ImagingFailure.Corrupt,
            ImagingFailure.TooManyPixels,
            ImagingFailure.HeicUnavailable,
        }.Select(failure => new ImagingException(failure).Message),
    ];

    /// <summary>Photos that failed for another reason, which may have passed.</summary>
    public static Expression<Func<Photo, bool>> MayPass => photo => photo.ProcessingErrors == null || !Reasons.Contains(photo.ProcessingErrors);

    /// <summary>True for the reason of such a failure.</summary>
    public static bool Include(string? reason) => Reasons.Contains(reason);
}
