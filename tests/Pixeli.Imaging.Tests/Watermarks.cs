namespace Pixeli.Imaging.Tests;

public sealed class Watermarks : IDisposable
{
    private readonly Scratch _scratch = new();

    [Fact]
    public void Built_in_mark_stands_bottom_right_and_nowhere_else()
    {
        using var picture = Picture.Plain(1200, 800, 60, 60, 60);
        var seen = new Decoded(Renderer.Render(picture.SaveTo(_scratch["photo.png"])).Of(RenditionKind.Watermarked));

        Assert.True(Brightest(seen, 0.73, 0.87, 0.98, 0.98) > 160, "white letters");
        Assert.InRange(Brightest(seen, 0, 0, 0.7, 1), 57, 63);
        Assert.InRange(Brightest(seen, 0, 0, 1, 0.8), 57, 63);
    }

    [Fact]
    public void Mark_can_be_a_picture_of_ones_own()
    {
        using var mark = Picture.Plain(80, 40, 255, 0, 0, 255);
        using var renderer = new PhotoRenderer(new ImagingOptions { WatermarkPath = mark.SaveTo(_scratch["mark.png"]) });
        using var picture = Picture.Plain(1000, 800, 0, 0, 255);
        var photo = renderer.Render(picture.SaveTo(_scratch["photo.png"]), CancellationToken.None);

        var seen = new Decoded(photo.Of(RenditionKind.Watermarked));
        seen.Shows([255, 0, 0], 0.75, 0.93, tolerance: 20); // 250 of 1,000 pixels wide, 20 from the edges
        seen.Shows([255, 0, 0], 0.96, 0.85, tolerance: 20);
        seen.Shows([0, 0, 255], 0.70, 0.93, tolerance: 20);
        seen.Shows([0, 0, 255], 0.99, 0.99, tolerance: 20);
        new Decoded(photo.Of(RenditionKind.Preview)).Shows([0, 0, 255], 0.75, 0.93, tolerance: 20);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 500)]
    [InlineData(500, 2)]
    [InlineData(40, 30)]
    public void Mark_is_never_bigger_than_the_picture(int width, int height)
    {
        using var mark = Picture.Plain(30, 300, 255, 0, 0, 255);
        using var renderer = new PhotoRenderer(new ImagingOptions { WatermarkPath = mark.SaveTo(_scratch["mark.png"]), WatermarkWidth = 1 });
        using var picture = Picture.Plain(width, height, 0, 0, 255);
        var watermarked = renderer.Render(picture.SaveTo(_scratch["photo.png"]), CancellationToken.None).Of(RenditionKind.Watermarked);
        Assert.Equal((width, height), (watermarked.Width, watermarked.Height));
    }

    [Fact]
    public void A_mark_that_cannot_be_read_is_said_at_once()
    {
        var path = _scratch.Write("mark.png", "not a picture"u8);
        var refusal = Assert.Throws<ImagingException>(() => new PhotoRenderer(new ImagingOptions { WatermarkPath = path }));
        Assert.Equal(ImagingFailure.BadWatermark, refusal.Failure);
        Assert.Contains(path, refusal.Detail, StringComparison.Ordinal);
    }

    public void Dispose() => _scratch.Dispose();

    private static int Brightest(Decoded seen, double left, double top, double right, double bottom)
    {
        var brightest = 0;
        for (var y = top; y < bottom; y += 0.004)
            for (var x = left; x < right; x += 0.002)
                brightest = Math.Max(brightest, seen.At(x, y)[0]);
        return brightest;
    }
}
