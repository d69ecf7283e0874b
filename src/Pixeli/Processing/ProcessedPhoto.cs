namespace Pixeli.Processing;

/// <summary>What processing found out about a photo.</summary>
/// <param name="Width">Upright width in pixels.</param>
/// <param name="Height">Upright height in pixels.</param>
/// <param name="Placeholder">ThumbHash.</param>
/// <param name="Meta">EXIF values as a JSON object.</param>
/// <param name="TakenAt">When the camera says it was taken, in UTC.</param>
/// <param name="UtcOffset">Minutes the camera's clock was ahead of UTC.</param>
/// <param name="Keywords">Words the photographer's software wrote into the file.</param>
internal sealed record ProcessedPhoto(
    int Width, int Height, byte[] Placeholder, string Meta, DateTime? TakenAt, int? UtcOffset, IReadOnlyList<string> Keywords);
