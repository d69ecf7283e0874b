using Pixeli.Hosting.Errors;
using Pixeli.Imaging;

namespace Pixeli.Uploads;

/// <summary>A file that came in whole: on this machine's disk, its hash and kind known, not yet anybody's photo.</summary>
/// <param name="Id">The id the photo will have.</param>
/// <param name="Path">Where the bytes are.</param>
/// <param name="Bytes">How many there are.</param>
/// <param name="Sha256">Their hash.</param>
/// <param name="Image">What the header says of the picture.</param>
public sealed record StagedPhoto(Guid Id, string Path, long Bytes, byte[] Sha256, ImageInfo Image);

/// <summary>Why a file was refused, in words for the person who sent it.</summary>
/// <param name="Status">The HTTP status that says the same: 400, 413 or 415.</param>
/// <param name="Message">The reason.</param>
public sealed record UploadRefusal(int Status, string Message)
{
    public static UploadRefusal Of(ImagingException refused) => new(
        refused.Failure switch
        {
            ImagingFailure.Empty or ImagingFailure.Corrupt => StatusCodes.Status400BadRequest,
            ImagingFailure.TooManyPixels => StatusCodes.Status413PayloadTooLarge,
            _ => StatusCodes.Status415UnsupportedMediaType,
        },
        refused.Message);

    /// <summary>The refusal as an answer: of a damaged file, by the field that carried it.</summary>
    public Problem ToProblem(string field) =>
        Status == StatusCodes.Status400BadRequest ? Problem.Invalid(field, Message) : Problem.Of(Status, "Refused", Message);
}
