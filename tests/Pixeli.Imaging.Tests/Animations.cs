namespace Pixeli.Imaging.Tests;

public sealed class Animations : IDisposable
{
    private readonly Scratch _scratch = new();

    [Theory]
    [InlineData("gif", ImageFormat.Gif)]
    [InlineData("webp", ImageFormat.WebP)]
    public void Show_their_first_frame(string extension, ImageFormat format)
    {
        using var frames = Picture.Of(200, 300, 3, (_, y) => (y / 100) switch { 0 => Picture.Red, 1 => Picture.Green, _ => Picture.Blue });
        frames.Set("page-height", 100);
        var path = frames.SaveTo(_scratch["moving." + extension]);

        Assert.Equal(new ImageInfo(format, 200, 100, 3), Renderer.Shared.Probe(path));
        var photo = Renderer.Render(path);
        Assert.Equal((200, 100), (photo.Width, photo.Height));
        new Decoded(photo.Of(RenditionKind.Preview)).Shows(Picture.Red, 0.5, 0.5);
    }

    [Fact]
    public void Tiff_shows_its_first_page()
    {
        using var pages = Picture.Of(200, 200, 3, (_, y) => y < 100 ? Picture.Red : Picture.Green);
        pages.Set("page-height", 100);
        var path = pages.SaveTo(_scratch["pages.tif"]);

        Assert.Equal(2, Renderer.Shared.Probe(path).Frames);
        new Decoded(Renderer.Render(path).Of(RenditionKind.Preview)).Shows(Picture.Red, 0.5, 0.5);
    }

    public void Dispose() => _scratch.Dispose();
}
