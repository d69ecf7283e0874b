using Pixeli.Vision.Packs;
using Pixeli.Vision.Vectors;

namespace Pixeli.Vision.Tests;

public sealed class RealPhotos : IDisposable
{
    private readonly Scratch _scratch = new();

    [RealFact, Trait("Needs", "weights")]
    public async Task Two_people_are_found_upright_and_turned_and_told_apart()
    {
        using var models = await Real.InstallAsync(_scratch, "base", "people-small");
        var (one, other) = (models.Look(Real.Photo("portrait.jpg")), models.Look(Real.Photo("portrait-orientation-6.jpg")));

        Assert.Equal((2, 2), (one.Faces.Count, other.Faces.Count));
        var (left, right) = (LeftToRight(one), LeftToRight(other));
        Assert.True(VectorMath.Dot(left[0], right[0]) > 0.5f, $"the same person: {VectorMath.Dot(left[0], right[0])}");
        Assert.True(VectorMath.Dot(left[1], right[1]) > 0.5f, $"the same person: {VectorMath.Dot(left[1], right[1])}");
        Assert.True(VectorMath.Dot(left[0], left[1]) < 0.35f, $"two people: {VectorMath.Dot(left[0], left[1])}");
        Assert.True(VectorMath.Dot(left[0], right[1]) < 0.35f, $"two people: {VectorMath.Dot(left[0], right[1])}");
    }

    [RealFact, Trait("Needs", "weights")]
    public async Task Small_faces_of_a_group_are_found_by_the_tiles()
    {
        using var models = await Real.InstallAsync(_scratch, "base");
        var group = Group(Real.Photo("portrait.jpg", 110));

        var sight = models.Look(group);

        Assert.True(sight.Faces.Count >= 10, $"{sight.Faces.Count} faces of 24");
    }

    [RealTheory, Trait("Needs", "weights")]
    [InlineData("book-beside-flowers.jpg", "table")]
    [InlineData("craft-beer.jpg", "drinks")]
    [InlineData("prairie_falcon.jpg", "bird")]
    public async Task Things_are_tagged(string photo, string tag)
    {
        using var models = await Real.InstallAsync(_scratch, "base");

        var tags = models.Look(Real.Photo(photo)).Things.Select(found => found.Tag).ToList();

        Assert.Contains(tag, tags);
    }

    [RealTheory, Trait("Needs", "weights")]
    [InlineData("prairie_falcon.jpg", "bird")]
    [InlineData("notocactus_minimus.jpg", "plants")]
    [InlineData("el_torcal_rocks.jpg")]
    [InlineData("mongolels.jpg")]
    [InlineData("cyclamen_persicum.jpg")]
    [InlineData("handwritten-notes.jpg")]
    public async Task Nothing_is_tagged_that_is_not_there(string photo, params string[] tags)
    {
        using var models = await Real.InstallAsync(_scratch, "base");
        var least = models.For(VisionTask.Objects)!.Value.Model.Threshold("tag", 1);

        Assert.Equal(tags, models.Look(Real.Photo(photo)).Things.Where(thing => thing.TagScore >= least).Select(thing => thing.Tag!).Distinct());
    }

    [RealTheory, Trait("Needs", "weights")]
    [InlineData("tanners_ridge.jpg")]
    [InlineData("el_torcal_rocks.jpg")]
    [InlineData("handwritten-notes.jpg")]
    [InlineData("density_plot.png")]
    public async Task Nobody_is_seen_where_nobody_is(string photo)
    {
        using var models = await Real.InstallAsync(_scratch, "base");

        Assert.Empty(models.Look(Real.Photo(photo)).Faces);
    }

    public void Dispose() => _scratch.Dispose();

    private static List<float[]> LeftToRight(PhotoSight sight) =>
        [.. sight.Faces.OrderBy(face => face.Face.Box.Left).Select(face => Assert.IsType<PackVector>(face.Vector).Values)];

    /// <summary>A wide picture with the same small couple twelve times.</summary>
    private static RgbImage Group(RgbImage couple)
    {
        const int width = 1440, height = 960;
        var pixels = new byte[width * height * 3];
        Array.Fill(pixels, (byte)120);
        for (var copy = 0; copy < 12; copy++)
            for (var y = 0; y < couple.Height; y++)
                couple.Pixels.AsSpan(y * couple.Width * 3, couple.Width * 3)
                    .CopyTo(pixels.AsSpan(((120 + copy / 4 * 270 + y) * width + 90 + copy % 4 * 340) * 3));
        return new RgbImage(width, height, pixels);
    }
}
