namespace Pixeli.Imaging;

/// <summary>Why a file could not be made into pictures.</summary>
public enum ImagingFailure
{
    /// <summary>The file has no bytes.</summary>
    Empty,

    /// <summary>The content is not a picture, whatever the name says.</summary>
    NotAnImage,

    /// <summary>A picture, but of a kind that is not read, such as a camera's raw file.</summary>
    UnsupportedFormat,

    /// <summary>A picture whose data are damaged or end too early.</summary>
    Corrupt,

    /// <summary>More pixels than <see cref="ImagingOptions.MaxPixels"/> allows.</summary>
    TooManyPixels,

    /// <summary>A HEIC photo on a machine that has no decoder for it.</summary>
    HeicUnavailable,

    /// <summary>libvips was not found or did not start.</summary>
    LibraryMissing,

    /// <summary>The configured watermark is not a readable PNG.</summary>
    BadWatermark,
}
