namespace Pixeli.Imaging.Tests;

public sealed class SquarePictures : IDisposable
{
    private readonly Scratch _scratch = new();

    [Theory]
    [InlineData(600, 300, 1, "jpg")]
    [InlineData(300, 600, 1, "png")]
    [InlineData(600, 300, 6, "jpg")]
    [InlineData(40, 30, 1, "jpg")]
    [InlineData(3000, 20, 1, "jpg")]
    [InlineData(256, 256, 1, "webp")]
    public void The_middle_becomes_an_upright_square_of_the_size_asked_for(int width, int height, int orientation, string format)
    {
        using var picture = Picture.Quarters(width, height);
        picture.Set("orientation", orientation);
        var path = picture.SaveTo(_scratch["picture." + format]);

        var square = _scratch["square.webp"];
        File.WriteAllBytes(square, Renderer.Shared.RenderSquare(path, 256, CancellationToken.None).Span);

        var info = Renderer.Shared.Probe(square);
        Assert.Equal((ImageFormat.WebP, 256, 256), (info.Format, info.Width, info.Height));
    }

    [Fact]
    public void All_four_quarters_stay_in_their_places()
    {
        using var picture = Picture.Quarters(900, 600);
        var bytes = Renderer.Shared.RenderSquare(picture.SaveTo(_scratch["quarters.jpg"]), 256, CancellationToken.None);

        new Decoded(new Rendition(RenditionKind.Thumbnail, "image/webp", 256, 256, bytes)).ShowsQuarters();
    }

    public void Dispose() => _scratch.Dispose();
}
