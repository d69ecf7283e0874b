namespace Pixeli.Imaging.Tests;

internal static class Renderer
{
    public static PhotoRenderer Shared { get; } = new(new ImagingOptions());

    public static RenderedPhoto Render(string path) => Shared.Render(path, TestContext);

    public static ImagingException Refuses(string path) => Assert.Throws<ImagingException>(() => Render(path));

    public static Rendition Of(this RenderedPhoto photo, RenditionKind kind) => Assert.Single(photo.Renditions, rendition => rendition.Kind == kind);

    private static CancellationToken TestContext => CancellationToken.None;
}
