using System.Runtime.InteropServices;

namespace Pixeli.Imaging.Native;

/// <summary>A reference to a libvips image: a recipe for pixels, or pixels in memory.</summary>
internal sealed class VipsImage : SafeHandle
{
    public VipsImage() : base(0, ownsHandle: true)
    {
    }

    public VipsImage(nint reference) : this() => SetHandle(reference);

    public override bool IsInvalid => handle == 0;

    public int Width => VipsImageImports.Width(this);

    public int Height => VipsImageImports.Height(this);

    public int Bands => VipsImageImports.Bands(this);

    public VipsBandFormat Format => VipsImageImports.Format(this);

    public VipsInterpretation Interpretation => VipsImageImports.Interpretation(this);

    public bool HasAlpha => VipsImageImports.HasAlpha(this) != 0;

    public static VipsImage Copy(ReadOnlySpan<byte> pixels, int width, int height, int bands) =>
        Wrap(VipsImageImports.Copy(pixels, (nuint)pixels.Length, width, height, bands, VipsBandFormat.UChar), "copy pixels");

    /// <summary>Looks at pixels that the caller keeps alive for as long as the image is used.</summary>
    public static VipsImage Borrow(nint pixels, long length, int width, int height, int bands) =>
        Wrap(VipsImageImports.Borrow(pixels, (nuint)length, width, height, bands, VipsBandFormat.UChar), "borrow pixels");

    /// <summary>Computes the pixels, here and now.</summary>
    public VipsImage ToMemory()
    {
        var length = (long)Width * Height * Bands;
        return Format == VipsBandFormat.UChar && PixelMemory.Fits(length)
            ? ToKeptMemory(length)
            : Wrap(VipsImageImports.CopyToMemory(this), "compute pixels");
    }

    /// <summary>The pixels of an image in memory: rows of interleaved bands, top to bottom, no padding.</summary>
    public unsafe Span<byte> Pixels()
    {
        var data = VipsImageImports.Data(this);
        if (data == 0)
            throw VipsException.Take("read pixels");
        return new Span<byte>((void*)data, checked(Width * Height * Bands));
    }

    public bool Has(string field) => VipsImageImports.TypeOf(this, field) != 0;

    public int? Int(string field) => Has(field) && VipsImageImports.GetInt(this, field, out var value) == 0 ? value : null;

    public unsafe ReadOnlySpan<byte> Blob(string field) =>
        Has(field) && VipsImageImports.GetBlob(this, field, out var data, out var length) == 0
            ? new ReadOnlySpan<byte>((void*)data, (int)length)
            : default;

    public void Set(string field, int value) => VipsImageImports.SetInt(this, field, value);

    public void Set(string field, string value) => VipsImageImports.SetString(this, field, value);

    public void Set(string field, ReadOnlySpan<byte> value) => VipsImageImports.SetBlob(this, field, value, (nuint)value.Length);

    /// <summary>Makes whoever is computing this image's pixels stop with an error.</summary>
    public void Kill() => VipsImageImports.SetKill(this, 1);

    /// <summary>Calls back, with the data given, when the last reference to the image is gone: also those of operations that read it.</summary>
    public unsafe void WhenClosed(delegate* unmanaged[Cdecl]<nint, nint, void> callback, nint data) =>
        GObjectImports.Connect(this, "postclose", callback, data, destroyData: 0, flags: 0);

    protected override bool ReleaseHandle()
    {
        GObjectImports.Unref(handle);
        return true;
    }

    private VipsImage ToKeptMemory(long length)
    {
        var pixels = PixelMemory.Borrow(length, Width, Height, Bands);
        if (VipsImageImports.Write(this, pixels) == 0)
            return pixels;
        pixels.Dispose();
        throw VipsException.Take("compute pixels");
    }

    private static VipsImage Wrap(nint reference, string what) => reference != 0 ? new VipsImage(reference) : throw VipsException.Take(what);
}
