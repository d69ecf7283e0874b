namespace Pixeli.Imaging.Tests;

public sealed class RenditionSizes : IDisposable
{
    private readonly Scratch _scratch = new();

    [Theory]
    [InlineData(3000, 2000, 480, 320, 1440, 960, 1200, 800)]
    [InlineData(2000, 3000, 320, 480, 960, 1440, 800, 1200)]
    [InlineData(1000, 500, 480, 240, 1000, 500, 1000, 500)]
    [InlineData(120, 80, 120, 80, 120, 80, 120, 80)]
    [InlineData(1, 1, 1, 1, 1, 1, 1, 1)]
    [InlineData(5000, 2, 480, 1, 1440, 1, 1200, 1)]
    [InlineData(1441, 1081, 480, 360, 1440, 1080, 1200, 900)]
    public void Longest_edge_is_met_and_nothing_is_enlarged(int width, int height, int tw, int th, int pw, int ph, int ww, int wh)
    {
        using var picture = Picture.Plain(width, height, 90, 120, 150);
        var photo = Renderer.Render(picture.SaveTo(_scratch["photo.jpg"]));

        Assert.Equal((width, height), (photo.Width, photo.Height));
        Sized(photo.Of(RenditionKind.Thumbnail), "image/webp", tw, th);
        Sized(photo.Of(RenditionKind.Preview), "image/jpeg", pw, ph);
        Sized(photo.Of(RenditionKind.Watermarked), "image/jpeg", ww, wh);
        Assert.InRange(photo.Placeholder.Length, 5, 40);
    }

    [Fact]
    public void Sizes_can_be_configured_in_any_order_of_magnitude()
    {
        using var renderer = new PhotoRenderer(new ImagingOptions { PreviewPixels = 300, ThumbnailPixels = 700, WatermarkedPixels = 500 });
        using var picture = Picture.Busy(900, 600);
        var photo = renderer.Render(picture.SaveTo(_scratch["photo.png"]), CancellationToken.None);
        Assert.Equal([700, 300, 500], photo.Renditions.Select(rendition => rendition.Width));
    }

    public void Dispose() => _scratch.Dispose();

    private static void Sized(Rendition rendition, string mediaType, int width, int height)
    {
        var decoded = new Decoded(rendition);
        Assert.Equal((mediaType, width, height), (rendition.MediaType, rendition.Width, rendition.Height));
        Assert.Equal((width, height), (decoded.Width, decoded.Height));
    }
}
