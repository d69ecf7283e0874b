using System.Collections.Concurrent;
using Pixeli.Imaging.Native;

namespace Pixeli.Imaging.Rendering;

/// <summary>A mark that is stamped into the bottom right corner of pictures.</summary>
internal sealed class Watermark : IDisposable
{
    private const double Margin = 0.02;
    private const int MostScaled = 16; // a camera's photos come in two sizes: upright and on their side

    private readonly ConcurrentDictionary<(int Width, int Height), byte[]> _scaled = [];
    private readonly Lazy<VipsImage> _mark;
    private readonly double _share;

    public Watermark(string? path, double share)
    {
        if (share is not (> 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(share), share, "The watermark's width is a share above 0 up to 1.");
        _share = share;
        _mark = new(path is null ? WordMark.Draw : () => Read(path), LazyThreadSafetyMode.PublicationOnly);
        if (path is not null)
            _ = _mark.Value; // whether it can be read is to be heard of now
    }

    /// <summary>Blends the mark into RGB pixels in memory.</summary>
    public void Stamp(VipsImage picture)
    {
        var margin = (int)Math.Round(picture.Width * Margin);
        var room = (Width: picture.Width - 2 * margin, Height: picture.Height - 2 * margin);
        var whole = _mark.Value;
        var scale = Math.Min(1.0 * room.Height / whole.Height, Math.Min(room.Width, picture.Width * _share) / whole.Width);
        var (width, height) = ((int)Math.Round(whole.Width * scale), (int)Math.Round(whole.Height * scale));
        if (width < 1 || height < 1)
            return;
        var mark = Scaled(width, height);
        var at = (X: picture.Width - margin - width, Y: picture.Height - margin - height);
        var pixels = picture.Pixels();
        for (var row = 0; row < height; row++)
            Blend(mark.AsSpan(row * width * 4, width * 4), pixels[(((at.Y + row) * picture.Width + at.X) * 3)..]);
    }

    public void Dispose()
    {
        if (_mark.IsValueCreated)
            _mark.Value.Dispose();
    }

    private byte[] Scaled(int width, int height)
    {
        if (_scaled.TryGetValue((width, height), out var known))
            return known;
        using var scaled = Resizing.To(_mark.Value, width, height);
        using var pixels = scaled.ToMemory();
        var bytes = pixels.Pixels().ToArray();
        if (_scaled.Count < MostScaled)
            _scaled.TryAdd((width, height), bytes);
        return bytes;
    }

    private static void Blend(ReadOnlySpan<byte> mark, Span<byte> picture)
    {
        for (int from = 0, to = 0; from < mark.Length; from += 4, to += 3)
        {
            int alpha = mark[from + 3];
            for (var band = 0; band < 3; band++)
                picture[to + band] = (byte)((mark[from + band] * alpha + picture[to + band] * (255 - alpha) + 127) / 255);
        }
    }

    private static VipsImage Read(string path)
    {
        try
        {
            using var file = new VipsOperation("pngload").With("filename", path).Image();
            using var srgb = Colours.ToSrgb(file);
            using var opaque = srgb.HasAlpha ? null : new VipsOperation("addalpha").With("in", srgb).Image();
            return (opaque ?? srgb).ToMemory();
        }
        catch (VipsException exception)
        {
            throw new ImagingException(ImagingFailure.BadWatermark, $"{path}: {exception.Message}", exception);
        }
    }
}
