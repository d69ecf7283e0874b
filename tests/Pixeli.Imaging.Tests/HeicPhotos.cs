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
            return;
        }
        if (TestPhotos.Real("IMG_2682.heic") is not { } path)
            return; // its decoder is there but no photo is: the refusals below still run
        var photo = Renderer.Render(path);
        Assert.Equal((4032, 3024), (photo.Width, photo.Height));
        Assert.Equal(3, photo.Renditions.Count);
    }

    [Fact]
    public void Without_libheif_the_person_is_told_what_to_do()
    {
        using var renderer = new PhotoRenderer(new ImagingOptions());
        var path = _scratch.Write("photo.heic", [0, 0, 0, 24, .. "ftypheic"u8, 0, 0, 0, 0, .. "mif1heic"u8, .. new byte[200]]);
        var refusal = Assert.Throws<ImagingException>(() => renderer.Render(path, CancellationToken.None));
        Assert.Equal(renderer.HeicUnavailableReason is null ? ImagingFailure.Corrupt : ImagingFailure.HeicUnavailable, refusal.Failure);
    }

    [Fact]
    public void Cut_off_are_damaged_pictures()
    {
        if (TestPhotos.Real("IMG_2682.heic") is not { } path)
            return;
        var whole = File.ReadAllBytes(path);
        Assert.All([0.01, 0.3, 0.8], share =>
        {
            var failure = Renderer.Refuses(_scratch.Write("cut.heic", whole.AsSpan(0, (int)(whole.Length * share)))).Failure;
            Assert.True(failure is ImagingFailure.Corrupt or ImagingFailure.HeicUnavailable, failure.ToString());
        });
    }

    public void Dispose() => _scratch.Dispose();
}
