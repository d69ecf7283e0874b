using Pixeli.Vision.Packs;
using Pixeli.Vision.Pixels;

namespace Pixeli.Vision.Tests;

/// <summary>Pictures are seen in the same memory one after the other, and nothing of one is seen in the next.</summary>
public sealed class PicturesInTurn : IDisposable
{
    private readonly Scratch _scratch = new();

    [Fact]
    public void Nothing_of_a_large_picture_is_left_around_a_small_one()
    {
        foreach (var mean in (float[]?[])[null, [127.5f, 127.5f, 127.5f]])
        {
            var input = new PackInput(8, 8, "rgb", mean);
            var used = new Normalisation(input);
            used.Show(Plain(8, 8, 255), tensor => tensor.Values.Length);

            Assert.Equal(
                new Normalisation(input).Show(Plain(3, 2, 10), tensor => tensor.Values.ToArray()),
                used.Show(Plain(3, 2, 10), tensor => tensor.Values.ToArray()));
        }
    }

    [Fact]
    public void Two_at_once_do_not_see_each_other()
    {
        var normalisation = new Normalisation(new PackInput(2, 2, "rgb"));

        var seen = normalisation.Show(Plain(2, 2, 1), outer =>
            normalisation.Show(Plain(2, 2, 2), inner => (Outer: outer.Values.ToArray(), Inner: inner.Values.ToArray())));

        Assert.All(seen.Outer, value => Assert.Equal(1, value));
        Assert.All(seen.Inner, value => Assert.Equal(2, value));
    }

    [RealFact, Trait("Needs", "weights")]
    public async Task A_photo_looks_the_same_whatever_was_seen_before()
    {
        using var models = await Real.InstallAsync(_scratch, "base", "people-small");
        RgbImage[] photos = [Real.Photo("japanese-shop.jpg"), Real.Photo("portrait.jpg"), Real.Photo("portrait-orientation-6.jpg", 300), Real.Photo("prairie_falcon.jpg")];

        var alone = photos.Select(photo => Text(models.Look(photo))).ToArray();
        var together = photos.Concat(photos.Reverse()).AsParallel().AsOrdered().Select(photo => Text(models.Look(photo))).ToArray();

        Assert.Equal(alone.Concat(alone.Reverse()), together);
    }

    public void Dispose() => _scratch.Dispose();

    private static RgbImage Plain(int width, int height, byte value) => new(width, height, [.. Enumerable.Repeat(value, width * height * 3)]);

    private static string Text(PhotoSight sight) => string.Join(
        '\n',
        sight.Faces.Select(face => $"{face.Face.Box} {face.Face.Score:N3} {face.Clarity} {face.Vector?.Values[0]:N3}")
            .Concat(sight.Things.Select(thing => $"{thing.Label} {thing.Box} {thing.Score:N3}")));
}
