using System.Runtime.InteropServices;
using Pixeli.Imaging.Native;

namespace Pixeli.Imaging.Tests;

public sealed class PieceSizes
{
    private delegate void TileSize(nint image, out int width, out int height, out int lines);

    [Fact]
    public void Pixels_are_computed_in_strips_of_64_rows()
    {
        using var scratch = new Scratch();
        using var picture = Picture.Busy(1200, 800);
        var file = picture.SaveTo(scratch["photo.jpg"]);
        using var loaded = new VipsOperation("jpegload").With("filename", file).With("access", (int)VipsAccess.Sequential).Image();
        using var smaller = new VipsOperation("resize").With("in", loaded).With("scale", 0.5).Image();

        Assert.Equal((600, 64), SizeOf(smaller));
        Assert.Equal(64, SizeOf(picture).Height);
    }

    [Fact]
    public void A_setting_that_the_library_does_not_know_is_passed_over()
    {
        VipsCommandLine.Take("--vips-no-such-setting=1", "--vips-tile-height=64");

        using var picture = Picture.Plain(300, 200, Picture.Red);
        Assert.Equal(64, SizeOf(picture).Height);
    }

    private static (int Width, int Height) SizeOf(VipsImage image)
    {
        var library = NativeLibrary.Load(Directory.EnumerateFiles(AppContext.BaseDirectory, "libvips-cpp.so.*").First());
        var ask = Marshal.GetDelegateForFunctionPointer<TileSize>(NativeLibrary.GetExport(library, "vips_get_tile_size"));
        ask(image.DangerousGetHandle(), out var width, out var height, out _);
        return (width, height);
    }
}
