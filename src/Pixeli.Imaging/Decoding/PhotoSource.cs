using Pixeli.Imaging.Native;

namespace Pixeli.Imaging.Decoding;

/// <summary>An opened photo: its header has been read, its pixels have not.</summary>
internal abstract class PhotoSource(ImageFormat format) : IDisposable
{
    public ImageFormat Format => format;

    /// <summary>Pixels across as stored, before <see cref="Orientation"/> is applied.</summary>
    public abstract int Width { get; }

    public abstract int Height { get; }

    public abstract int Frames { get; }

    /// <summary>EXIF orientation, 1 to 8; 1 is upright, 5 to 8 lie on their side.</summary>
    public abstract int Orientation { get; }

    /// <summary>Whether decoding needs the whole picture in memory at once.</summary>
    public abstract bool DecodesAtOnce { get; }

    public ImageInfo Info => Orientation >= 5
        ? new ImageInfo(format, Height, Width, Frames)
        : new ImageInfo(format, Width, Height, Frames);

    /// <summary>
    /// The pixels to compute renditions of the given longest edge from: at a fraction of the size where the format decodes so faster,
    /// never smaller than asked. Valid until this source is disposed.
    /// </summary>
    public abstract VipsImage Decode(int longestEdge);

    public abstract void Dispose();
}
