using Pixeli.Imaging.Native;

namespace Pixeli.Imaging.Decoding;

/// <summary>Opens a file as the format its content says, and turns down what is too large before a pixel is decoded.</summary>
internal sealed class PhotoOpener(ImagingOptions options, HeicSupport heic)
{
    public PhotoSource Open(string path)
    {
        var format = Detect(path);
        var source = Load(path, format);
        try
        {
            CheckSize(source);
            return source;
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    private static ImageFormat Detect(string path)
    {
        Span<byte> head = stackalloc byte[ImageFormats.HeadBytes];
        using var file = File.OpenRead(path);
        head = head[..file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        if (head.IsEmpty)
            throw new ImagingException(ImagingFailure.Empty);
        return ImageFormats.Detect(head)
            ?? throw new ImagingException(OtherPictures.Has(head) ? ImagingFailure.UnsupportedFormat : ImagingFailure.NotAnImage);
    }

    private PhotoSource Load(string path, ImageFormat format)
    {
        try
        {
            if (format == ImageFormat.Heic && heic.UnavailableReason is null)
                return new HeifSource(path, format, options.MaxPixels);
            return new VipsSource(path, format);
        }
        catch (VipsException exception) when (format == ImageFormat.Heic)
        {
            throw new ImagingException(ImagingFailure.HeicUnavailable, heic.UnavailableReason, exception);
        }
        catch (Exception exception) when (exception is VipsException or HeifException)
        {
            throw new ImagingException(ImagingFailure.Corrupt, inner: exception);
        }
    }

    private void CheckSize(PhotoSource source)
    {
        var pixels = (long)source.Width * source.Height;
        var limit = source.DecodesAtOnce ? Math.Min(options.MaxPixels, options.MaxPixelsAtOnce) : options.MaxPixels;
        if (pixels > limit)
            throw new ImagingException(ImagingFailure.TooManyPixels, $"{source.Width} × {source.Height} pixels, {limit} allowed");
    }
}
