namespace Pixeli.Imaging;

/// <summary>What a file's header says.</summary>
/// <param name="Format">The format of the content.</param>
/// <param name="Width">Pixels across, once upright.</param>
/// <param name="Height">Pixels down, once upright.</param>
/// <param name="Frames">1 for a still picture; the frames of an animation or the pages of a TIFF.</param>
public sealed record ImageInfo(ImageFormat Format, int Width, int Height, int Frames);
