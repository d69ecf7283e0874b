namespace Pixeli.Imaging.Tests;

public sealed class RealPhotos : IDisposable
{
    private readonly Scratch _scratch = new();

    [Fact]
    public void Every_one_renders_at_the_right_size()
    {
        Assert.All(TestPhotos.All(_scratch), path =>
        {
            var info = Renderer.Shared.Probe(path);
            if (info.Format == ImageFormat.Heic && Renderer.Shared.HeicUnavailableReason is not null)
                return;
            var photo = Renderer.Render(path);
            Assert.Equal((info.Width, info.Height), (photo.Width, photo.Height));
            Assert.Equal(Math.Min(480, Math.Max(info.Width, info.Height)), Longest(photo.Of(RenditionKind.Thumbnail)));
            Assert.Equal(Math.Min(1440, Math.Max(info.Width, info.Height)), Longest(photo.Of(RenditionKind.Preview)));
            Assert.Equal(Math.Min(1200, Math.Max(info.Width, info.Height)), Longest(photo.Of(RenditionKind.Watermarked)));
            Assert.All(photo.Renditions, rendition => Assert.Empty(new Decoded(rendition).Fields));
            Assert.InRange(photo.Placeholder.Length, 10, 40);
        });
    }

    [Fact]
    public void A_photo_on_its_side_looks_like_its_upright_twin()
    {
        var (side, upright) = Twins();
        var (turned, straight) = (Renderer.Render(side), Renderer.Render(upright));
        Assert.Equal((straight.Width, straight.Height), (turned.Width, turned.Height));

        var (a, b) = (new Decoded(turned.Of(RenditionKind.Thumbnail)), new Decoded(straight.Of(RenditionKind.Thumbnail)));
        var difference = 0.0;
        for (var step = 0; step < 400; step++)
            difference += a.At(step % 20 / 20.0, step / 20 / 20.0).Zip(b.At(step % 20 / 20.0, step / 20 / 20.0), (x, y) => Math.Abs(x - y)).Average();
        Assert.True(difference / 400 < 12, $"mean difference {difference / 400}");
    }

    public void Dispose() => _scratch.Dispose();

    private static int Longest(Rendition rendition) => Math.Max(rendition.Width, rendition.Height);

    private (string Side, string Upright) Twins()
    {
        if (TestPhotos.Real("portrait-orientation-6.jpg") is { } side && TestPhotos.Real("portrait.jpg") is { } upright)
            return (side, upright);
        var options = new SyntheticPhotoOptions(4, 700, 840);
        SyntheticPhoto.Write(_scratch["side.jpg"], options with { Orientation = 6 });
        SyntheticPhoto.Write(_scratch["upright.jpg"], options);
        return (_scratch["side.jpg"], _scratch["upright.jpg"]);
    }
}
