using Pixeli.Imaging.Decoding;

namespace Pixeli.Imaging.Tests;

public sealed class HeicPhotos : IDisposable
{
    private readonly Scratch _scratch = new();

    [Fact]
    public void Are_rendered_where_libheif_is_installed_and_explained_where_not()
    {
        if (Renderer.Shared.HeicUnavailableReason is { } reason)
        {
            Assert.Contains("libheif1", reason, StringComparison.Ordinal);
            Assert.Equal(ImagingFailure.HeicUnavailable, Renderer.Refuses(HeaderOnly()).Failure);
        }
        else if (TestPhotos.Real("IMG_2682.heic") is { } path)
        {
            var photo = Renderer.Render(path);
            Assert.Equal((4032, 3024), (photo.Width, photo.Height));
            Assert.Equal([480, 1440, 1200], photo.Renditions.Select(rendition => rendition.Width));
        }
        else
        {
            ShowsQuartersThroughLibheif();
        }
    }

    [Fact]
    public void That_are_only_a_header_are_damaged()
    {
        var expected = Renderer.Shared.HeicUnavailableReason is null ? ImagingFailure.Corrupt : ImagingFailure.HeicUnavailable;
        Assert.Equal(expected, Renderer.Refuses(HeaderOnly()).Failure);
    }

    [Fact]
    public void Tell_how_to_be_read_on_a_machine_without_libheif()
    {
        var support = new HeicSupport("/nowhere/libheif.so.1", isLoaded: false);
        Assert.Contains("libheif1", support.UnavailableReason, StringComparison.Ordinal);
        var opener = new PhotoOpener(new ImagingOptions(), support);
        var refusal = Assert.Throws<ImagingException>(() => opener.Open(HeaderOnly()));
        Assert.Equal(ImagingFailure.HeicUnavailable, refusal.Failure);
        Assert.Contains("libheif1", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cut_off_are_damaged_pictures()
    {
        var whole = File.ReadAllBytes(TestPhotos.Real("IMG_2682.heic") ?? HeaderOnly());
        Assert.All([0.01, 0.3, 0.8], share =>
        {
            var failure = Renderer.Refuses(_scratch.Write("cut.heic", whole.AsSpan(0, Math.Max(12, (int)(whole.Length * share))))).Failure;
            Assert.True(failure is ImagingFailure.Corrupt or ImagingFailure.HeicUnavailable, failure.ToString());
        });
    }

    public void Dispose() => _scratch.Dispose();

    private string HeaderOnly() =>
        _scratch.Write("photo.heic", [0, 0, 0, 24, .. "ftypheic"u8, 0, 0, 0, 0, .. "mif1heic"u8, .. new byte[200]]);

    // Nothing free makes HEIC, but libheif reads AVIF by the very same calls.
    private void ShowsQuartersThroughLibheif()
    {
        using var picture = Picture.Quarters(301, 203);
        using var source = new HeifSource(picture.SaveTo(_scratch["photo.avif"]), ImageFormat.Heic, maxPixels: 1_000_000);
        Assert.Equal((301, 203), (source.Width, source.Height));
        using var lazy = source.Decode(longestEdge: 100);
        using var pixels = lazy.ToMemory();
        Assert.InRange(pixels.Pixels()[(50 * 301 + 50) * 3], Picture.Red[0] - 14, Picture.Red[0] + 14);
        Assert.InRange(pixels.Pixels()[(150 * 301 + 50) * 3 + 2], Picture.Blue[2] - 14, Picture.Blue[2] + 14);
    }
}
