using Pixeli.Imaging.Native;

namespace Pixeli.Imaging.Tests;

public sealed class WideGamutColours : IDisposable
{
    private readonly Scratch _scratch = new();

    [Theory]
    [InlineData("jpg")]
    [InlineData("png")]
    [InlineData("webp")]
    [InlineData("tif")]
    public void Display_P3_is_brought_to_sRGB(string format)
    {
        using var picture = Picture.Quarters(300, 200);
        using var wide = picture.WithProfile("p3");
        Preview(wide.SaveTo(_scratch["wide." + format])).ShowsQuarters();
    }

    [Fact]
    public void Colours_that_only_a_wide_gamut_has_are_not_left_as_they_were()
    {
        using var picture = Picture.Plain(64, 64, 40, 200, 60);
        using var wide = picture.WithProfile("p3");
        using var pixels = wide.ToMemory();
        Assert.True(pixels.Pixels()[0] > 60, "the stored numbers differ from the colours they mean");
        Preview(wide.SaveTo(_scratch["wide.png"])).Shows([40, 200, 60], 0.5, 0.5, tolerance: 4);
    }

    [Fact]
    public void Cmyk_is_brought_to_sRGB_by_its_profile()
    {
        using var picture = Picture.Quarters(300, 200);
        using var printed = picture.WithProfile("cmyk");
        Assert.Equal(4, printed.Bands); // ink cannot show this blue: hence the wide tolerance
        Preview(printed.SaveTo(_scratch["print.jpg"])).ShowsQuarters(tolerance: 75);
    }

    [Fact]
    public void Cmyk_without_a_profile_still_shows_its_colours()
    {
        using var picture = Picture.Quarters(300, 200);
        using var printed = picture.WithProfile("cmyk");
        printed.Saving(_scratch["print.jpg"]).With("keep", 0).Run();
        Preview(_scratch["print.jpg"]).ShowsQuarters(tolerance: 75);
    }

    [Theory]
    [InlineData("png")]
    [InlineData("tif")]
    public void Sixteen_bits_become_eight(string format)
    {
        using var picture = Picture.Quarters(300, 200);
        using var deep = picture.In(VipsInterpretation.Rgb16);
        Assert.Equal(VipsBandFormat.UShort, deep.Format);
        Preview(deep.SaveTo(_scratch["deep." + format])).ShowsQuarters();
    }

    [Theory]
    [InlineData("jpg")]
    [InlineData("png")]
    [InlineData("tif")]
    public void Grey_stays_grey(string format)
    {
        using var picture = Picture.Plain(300, 200, 77);
        Preview(picture.SaveTo(_scratch["grey." + format])).Shows([77, 77, 77], 0.3, 0.3, tolerance: 3);
    }

    [Fact]
    public void Sixteen_bit_grey_stays_grey()
    {
        using var picture = Picture.Plain(300, 200, 77);
        using var deep = picture.In(VipsInterpretation.Grey16);
        Preview(deep.SaveTo(_scratch["grey.png"])).Shows([77, 77, 77], 0.3, 0.3, tolerance: 3);
    }

    [Fact]
    public void A_palette_shows_its_colours()
    {
        using var picture = Picture.Quarters(300, 200);
        picture.Saving(_scratch["palette.png"]).With("palette", true).Run();
        Preview(_scratch["palette.png"]).ShowsQuarters();
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("")]
    public void A_broken_profile_is_ignored(string start)
    {
        using var picture = Picture.Quarters(300, 200);
        var profile = new byte[600];
        System.Text.Encoding.ASCII.GetBytes(start).CopyTo(profile, 0);
        picture.Set("icc-profile-data", profile);
        Preview(picture.SaveTo(_scratch["broken.jpg"])).ShowsQuarters();
    }

    [Fact]
    public void Avif_shows_its_colours()
    {
        using var picture = Picture.Quarters(300, 200);
        var path = picture.SaveTo(_scratch["photo.avif"]);
        Assert.Equal(ImageFormat.Avif, Renderer.Shared.Probe(path).Format);
        Preview(path).ShowsQuarters();
    }

    public void Dispose() => _scratch.Dispose();

    private static Decoded Preview(string path) => new(Renderer.Render(path).Of(RenditionKind.Preview));
}
