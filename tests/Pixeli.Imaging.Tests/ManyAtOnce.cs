using System.Diagnostics;
using Pixeli.Imaging.Native;

namespace Pixeli.Imaging.Tests;

[Collection(nameof(Alone))]
public sealed class ManyAtOnce : IDisposable
{
    private readonly Scratch _scratch = new();

    [Fact]
    public void Renders_of_one_photo_on_several_threads_are_the_same()
    {
        var path = Photo(1800, 1200);
        var expected = Renderer.Render(path);
        Parallel.For(0, 24, new ParallelOptions { MaxDegreeOfParallelism = 6 }, _ =>
        {
            var photo = Renderer.Render(path);
            for (var i = 0; i < photo.Renditions.Count; i++)
                Assert.True(photo.Renditions[i].Bytes.Span.SequenceEqual(expected.Renditions[i].Bytes.Span));
            Assert.Equal(expected.Placeholder, photo.Placeholder);
        });
    }

    [Fact]
    public void Damaged_photos_between_good_ones_harm_only_themselves()
    {
        var good = Photo(800, 600);
        var bad = _scratch.Write("bad.jpg", File.ReadAllBytes(good).AsSpan(0, 20_000));
        Parallel.For(0, 60, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i =>
        {
            if (i % 2 == 0)
                Assert.Equal(3, Renderer.Render(good).Renditions.Count);
            else
                Assert.Equal(ImagingFailure.Corrupt, Renderer.Refuses(bad).Failure);
        });
    }

    [Fact]
    public void Memory_stays_flat()
    {
        var path = Photo(6000, 4000);
        Render(6);
        var before = Resident();
        Render(14);
        Assert.InRange(Resident() - before, -1000, 120);

        void Render(int times) => Parallel.For(0, times, new ParallelOptions { MaxDegreeOfParallelism = 2 }, _ => Renderer.Render(path));
    }

    [Fact]
    public void A_cancelled_render_stops()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => Renderer.Shared.Render(Photo(800, 600), cancelled.Token));
    }

    [Fact]
    public void A_render_can_be_cancelled_while_it_decodes()
    {
        using var picture = new VipsOperation("black").With("width", 20_000).With("height", 9_000).With("bands", 3).Image();
        var path = picture.SaveTo(_scratch["large.png"]);
        using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(30));
        Assert.ThrowsAny<OperationCanceledException>(() => Renderer.Shared.Render(path, limit.Token));
    }

    public void Dispose() => _scratch.Dispose();

    private static long Resident()
    {
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64 >> 20;
    }

    private string Photo(int width, int height)
    {
        var path = _scratch[$"{width}.jpg"];
        SyntheticPhoto.Write(path, new SyntheticPhotoOptions(3, width, height));
        return path;
    }
}
