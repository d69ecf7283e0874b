using Pixeli.Imaging.Native;

namespace Pixeli.Imaging.Tests;

public sealed class TransparentPictures : IDisposable
{
    private readonly Scratch _scratch = new();

    [Theory]
    [InlineData("png")]
    [InlineData("webp")]
    [InlineData("tif")]
    public void Stand_on_the_plain_ground(string format)
    {
        using var picture = Picture.Of(300, 200, 4, (x, _) => x < 150 ? [200, 30, 30, 255] : [0, 0, 0, 0]);
        var path = picture.SaveTo(_scratch["cut-out." + format]);
        Assert.All(Renderer.Render(path).Renditions.Take(2), rendition =>
        {
            var seen = new Decoded(rendition);
            seen.Shows([200, 30, 30], 0.25, 0.5);
            seen.Shows([255, 255, 255], 0.75, 0.3);
        });
    }

    [Fact]
    public void Ground_can_be_another_colour()
    {
        using var renderer = new PhotoRenderer(new ImagingOptions { Background = "#204060" });
        using var picture = Picture.Plain(300, 200, 255, 255, 255, 0);
        var photo = renderer.Render(picture.SaveTo(_scratch["clear.png"]), CancellationToken.None);
        new Decoded(photo.Of(RenditionKind.Preview)).Shows([0x20, 0x40, 0x60], 0.5, 0.3, tolerance: 3);
    }

    [Theory]
    [InlineData("red")]
    [InlineData("#12345")]
    [InlineData("#gggggg")]
    public void Ground_must_be_a_colour(string background) =>
        Assert.Throws<ArgumentException>(() => new PhotoRenderer(new ImagingOptions { Background = background }));

    [Fact]
    public void Hidden_colours_do_not_bleed_into_visible_ones()
    {
        using var picture = Picture.Of(2000, 2000, 4, (x, _) => x / 2 % 2 == 0 ? [255, 255, 255, 255] : [0, 0, 0, 0]);
        var photo = Renderer.Render(picture.SaveTo(_scratch["stripes.png"]));
        new Decoded(photo.Of(RenditionKind.Thumbnail)).Shows([255, 255, 255], 0.4, 0.4, tolerance: 6);
    }

    [Fact]
    public void Grey_with_transparency_is_flattened()
    {
        using var picture = Picture.Of(300, 200, 2, (x, _) => x < 150 ? [60, 255] : [60, 0]);
        var seen = new Decoded(Renderer.Render(picture.SaveTo(_scratch["grey.png"])).Of(RenditionKind.Preview));
        seen.Shows([60, 60, 60], 0.25, 0.3);
        seen.Shows([255, 255, 255], 0.75, 0.3);
    }

    [Fact]
    public void Sixteen_bit_transparency_is_flattened()
    {
        using var picture = Picture.Of(1600, 200, 4, (x, _) => x < 800 ? [200, 30, 30, 255] : [0, 0, 0, 0]);
        using var deep = picture.In(VipsInterpretation.Rgb16);
        var seen = new Decoded(Renderer.Render(deep.SaveTo(_scratch["deep.png"])).Of(RenditionKind.Preview));
        seen.Shows([200, 30, 30], 0.25, 0.3);
        seen.Shows([255, 255, 255], 0.75, 0.3);
    }

    public void Dispose() => _scratch.Dispose();
}
