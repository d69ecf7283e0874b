namespace Pixeli.Imaging.Tests;

public sealed class SyntheticPhotos
{
    [Fact]
    public void Are_the_same_for_the_same_seed_and_differ_for_another()
    {
        var options = new SyntheticPhotoOptions(7, 400, 300);
        Assert.Equal(SyntheticPhoto.Render(options), SyntheticPhoto.Render(options));
        Assert.NotEqual(SyntheticPhoto.Render(options), SyntheticPhoto.Render(options with { Seed = 17 }));
    }

    [Theory]
    [InlineData(900, 600)]
    [InlineData(600, 2000)]
    [InlineData(64, 64)]
    [InlineData(1, 1)]
    public void Have_the_size_asked_for(int width, int height)
    {
        using var scratch = new Scratch();
        foreach (var seed in (int[])[-1, 0, 1, int.MinValue])
        {
            SyntheticPhoto.Write(scratch["photo.jpg"], new SyntheticPhotoOptions(seed, width, height));
            Assert.Equal(new ImageInfo(ImageFormat.Jpeg, width, height, 1), Renderer.Shared.Probe(scratch["photo.jpg"]));
        }
    }

    [Fact]
    public void Weigh_as_much_as_a_cameras() =>
        Assert.InRange(SyntheticPhoto.Render(new SyntheticPhotoOptions(0, 6000, 4000)).Length, 5_000_000, 11_000_000);
}
