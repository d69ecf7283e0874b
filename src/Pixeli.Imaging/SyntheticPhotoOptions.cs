namespace Pixeli.Imaging;

/// <summary>What a synthetic photo shows and says of itself. The same options give the same picture.</summary>
/// <param name="Seed">Picks the scene, its light and its details; neighbouring seeds show different scenes.</param>
/// <param name="Width">Pixels across, upright.</param>
/// <param name="Height">Pixels down, upright.</param>
public sealed record SyntheticPhotoOptions(int Seed, int Width, int Height)
{
    /// <summary>EXIF DateTimeOriginal, the camera's wall clock.</summary>
    public DateTime? TakenAt { get; init; }

    /// <summary>EXIF OffsetTimeOriginal.</summary>
    public TimeSpan? Offset { get; init; }

    public string? Make { get; init; }

    public string? Model { get; init; }

    public string? Lens { get; init; }

    /// <summary>Shutter speed in seconds.</summary>
    public double? ExposureSeconds { get; init; }

    public double? FNumber { get; init; }

    public int? Iso { get; init; }

    /// <summary>In millimetres.</summary>
    public double? FocalLength { get; init; }

    /// <summary>In degrees, north positive; used together with <see cref="Longitude"/>.</summary>
    public double? Latitude { get; init; }

    /// <summary>In degrees, east positive.</summary>
    public double? Longitude { get; init; }

    /// <summary>EXIF orientation, 1 to 8: the pixels are stored so that this turns them upright.</summary>
    public int Orientation { get; init; } = 1;

    /// <summary>JPEG quality, 1 to 100.</summary>
    public int Quality { get; init; } = 90;
}
