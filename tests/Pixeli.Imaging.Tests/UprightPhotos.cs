using Pixeli.Imaging.Synthetic;

namespace Pixeli.Imaging.Tests;

public sealed class UprightPhotos : IDisposable
{
    private readonly Scratch _scratch = new();

    public static IEnumerable<object[]> OrientationsAndFormats =>
        from orientation in Enumerable.Range(1, 8)
        from format in new[] { "jpg", "png", "webp", "tif" }
        select new object[] { orientation, format };

    [Theory]
    [MemberData(nameof(OrientationsAndFormats))]
    public void Every_orientation_is_shown_the_way_the_camera_was_held(int orientation, string format)
    {
        using var upright = Picture.Quarters(300, 200);
        using var stored = OrientedStorage.Turn(upright, orientation);
        stored.Set("orientation", orientation);
        var path = stored.SaveTo(_scratch["photo." + format]);

        var photo = Renderer.Render(path);

        Assert.Equal((300, 200), (photo.Width, photo.Height));
        Assert.Equal((300, 200), (Renderer.Shared.Probe(path).Width, Renderer.Shared.Probe(path).Height));
        Assert.All(photo.Renditions, rendition => new Decoded(rendition).ShowsQuarters(tolerance: 22));
    }

    [Theory]
    [InlineData(5, 200, 300)]
    [InlineData(6, 200, 300)]
    [InlineData(3, 300, 200)]
    public void Storage_on_its_side_has_swapped_edges(int orientation, int width, int height)
    {
        using var upright = Picture.Quarters(300, 200);
        using var stored = OrientedStorage.Turn(upright, orientation);
        Assert.Equal((width, height), (stored.Width, stored.Height));
    }

    [Fact]
    public void Nonsense_for_an_orientation_is_ignored()
    {
        using var picture = Picture.Quarters(300, 200);
        picture.Set("orientation", 42);
        new Decoded(Renderer.Render(picture.SaveTo(_scratch["odd.jpg"])).Renditions[1]).ShowsQuarters();
    }

    public void Dispose() => _scratch.Dispose();
}
