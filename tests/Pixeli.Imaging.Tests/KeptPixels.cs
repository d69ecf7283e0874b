using Pixeli.Imaging.Native;

namespace Pixeli.Imaging.Tests;

[Collection(nameof(Alone))]
public sealed class KeptPixels
{
    [Theory]
    [InlineData(100, 60, 3)]
    [InlineData(1200, 800, 3)]
    [InlineData(1200, 800, 4)]
    [InlineData(1400, 900, 1)]
    [InlineData(2400, 2000, 3)]
    public void Pixels_are_the_same_wherever_they_lie(int width, int height, int bands)
    {
        using var picture = Picture.Of(width, height, bands, (x, y) => [.. Enumerable.Range(0, bands).Select(band => (byte)((x * 7) + (y * 13) + (band * 29)))]);
        using var turned = new VipsOperation("rot").With("in", picture).With("angle", 2).Image();
        using var pixels = turned.ToMemory();
        Assert.Equal((width, height, bands), (pixels.Width, pixels.Height, pixels.Bands));
        var expected = Pixels(picture).Chunk(bands).Reverse().SelectMany(pixel => pixel);
        Assert.Equal(expected, Pixels(pixels));
    }

    [Fact]
    public void Memory_is_used_again_when_nothing_reads_it_any_more()
    {
        using var red = Picture.Plain(1200, 800, Picture.Red);
        using var blue = Picture.Plain(1200, 800, Picture.Blue);
        var pixels = red.ToMemory();
        var place = VipsImageImports.Data(pixels);
        var reader = new VipsOperation("invert").With("in", pixels).Image();
        pixels.Dispose();

        using (var others = blue.ToMemory())
            Assert.NotEqual(place, VipsImageImports.Data(others));
        using (var inverted = reader.ToMemory())
            Assert.Equal(Picture.Red.Select(value => (byte)(255 - value)), Pixels(inverted).Take(3));

        reader.Dispose();
        using var next = blue.ToMemory();
        Assert.Equal(place, VipsImageImports.Data(next));
    }

    [Fact]
    public void Pixels_that_cannot_be_computed_give_their_memory_back()
    {
        using var scratch = new Scratch();
        using var picture = Picture.Busy(1200, 800);
        var cut = scratch.Write("cut.jpg", File.ReadAllBytes(picture.SaveTo(scratch["whole.jpg"])).AsSpan(0, 20_000));
        using var loaded = new VipsOperation("jpegload").With("filename", cut).With("fail_on", (int)VipsFailOn.Error).Image();
        for (var attempt = 0; attempt < 3; attempt++)
            Assert.Throws<VipsException>(() => loaded.ToMemory());
        using var pixels = picture.ToMemory();
        Assert.Equal(Pixels(picture), Pixels(pixels));
    }

    private static byte[] Pixels(VipsImage image) => image.Pixels().ToArray();
}
