namespace Pixeli.Imaging;

/// <summary>
/// A file could not be rendered. <see cref="Exception.Message"/> is a sentence for the person who uploaded it;
/// <see cref="Detail"/> is for whoever runs the server.
/// </summary>
public sealed class ImagingException : Exception
{
    public ImagingException(ImagingFailure failure, string? detail = null, Exception? inner = null)
        : base(Sentence(failure), inner)
    {
        Failure = failure;
        Detail = detail ?? inner?.Message;
    }

    public ImagingFailure Failure { get; }

    /// <summary>What the native library said, or the figures behind the failure; may be null.</summary>
    public string? Detail { get; }

    public override string ToString() => Detail is null ? base.ToString() : $"{Failure}: {Detail}{Environment.NewLine}{base.ToString()}";

    private static string Sentence(ImagingFailure failure) => failure switch
    {
        ImagingFailure.Empty => "The file is empty.",
        ImagingFailure.NotAnImage => "The file is not a picture.",
        ImagingFailure.UnsupportedFormat =>
            "This kind of picture cannot be read. Upload it as JPEG, PNG, WebP, AVIF, HEIC, GIF or TIFF.",
        ImagingFailure.Corrupt => "The picture is damaged or incomplete.",
        ImagingFailure.TooManyPixels => "The picture has more pixels than this server accepts.",
        ImagingFailure.HeicUnavailable =>
            "HEIC photos cannot be read on this server. Its administrator can install libheif1, or the photo can be uploaded as JPEG.",
        ImagingFailure.LibraryMissing => "The imaging library libvips was not found. Install the npm packages or the system's libvips42.",
        ImagingFailure.BadWatermark => "The configured watermark is not a readable PNG picture.",
        _ => "The picture could not be processed.",
    };
}
