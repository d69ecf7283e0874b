using Pixeli.Vision.Facts;

namespace Pixeli.Vision.Tests;

public sealed class Facts
{
    [Theory]
    [InlineData(1440, 654, true)] // 2.2 : 1
    [InlineData(1440, 665, false)] // the screen of a phone
    [InlineData(654, 1440, false)]
    public void A_panorama_is_much_wider_than_high(int width, int height, bool panorama) =>
        Assert.Equal(panorama, PlainFacts.Of(Colourful(width, height), null).Contains("panorama"));

    [Theory]
    [InlineData(900, 1200, true)]
    [InlineData(1000, 1000, false)]
    [InlineData(1200, 900, false)]
    public void Portrait_format_is_higher_than_wide(int width, int height, bool portrait) =>
        Assert.Equal(portrait, PlainFacts.Of(Colourful(width, height), null).Contains("portrait format"));

    [Theory]
    [InlineData(1.0 / 15, 1.8, 6400.0, null, true)] // EV −0.4: a dark street
    [InlineData(30.0, 8.0, 100.0, null, true)] // EV 1.1: stars
    [InlineData(1.0 / 60, 2.8, 1600.0, null, false)] // EV 4.9: a living room
    [InlineData(1.0 / 500, 8.0, 100.0, null, false)] // EV 15: sun
    [InlineData(1.0 / 15, 1.8, 6400.0, true, false)] // lit by a flash: the number says nothing
    [InlineData(1.0 / 15, 1.8, null, null, false)]
    [InlineData(1.0 / 15, null, 6400.0, null, false)]
    [InlineData(null, 1.8, 6400.0, null, false)]
    [InlineData(0.0, 1.8, 6400.0, null, false)]
    public void Night_needs_all_three_numbers(double? seconds, double? aperture, double? iso, bool? flash, bool night) =>
        Assert.Equal(night, PlainFacts.Of(Colourful(1200, 900), new Shot(seconds, aperture, iso, flash)).Contains("night"));

    [Theory]
    [InlineData(true, 1.0, 0.3, "flash,long exposure,close-up")]
    [InlineData(false, 0.5, 0.6, "")]
    [InlineData(null, null, 0.0, "")]
    [InlineData(null, 30.0, double.PositiveInfinity, "long exposure")]
    public void Flash_long_exposure_and_close_up_are_what_the_camera_says(bool? flash, double? seconds, double? metres, string tags) =>
        Assert.Equal(tags, string.Join(',', PlainFacts.Of(Colourful(1200, 900), new Shot(seconds, Flash: flash, SubjectMetres: metres))));

    [Theory]
    [InlineData(0, true)]
    [InlineData(6, true)] // as JPEG leaves it
    [InlineData(20, false)] // sepia
    public void Black_and_white_has_no_colour(int tint, bool grey) =>
        Assert.Equal(grey, PlainFacts.Of(Shades(tint), null).Contains("black and white"));

    [Fact]
    public void A_few_coloured_pixels_do_not_make_a_colour_picture_but_a_small_balloon_does()
    {
        var (dust, balloon) = (Shades(0), Shades(0));
        Redden(dust, 5);
        Redden(balloon, 100);

        Assert.Contains("black and white", PlainFacts.Of(dust, null));
        Assert.DoesNotContain("black and white", PlainFacts.Of(balloon, null));
    }

    [Fact]
    public void A_picture_of_nothing_is_not_black_and_white() =>
        Assert.Empty(PlainFacts.Of(new RgbImage(100, 100, [.. Enumerable.Repeat((byte)90, 30_000)]), null));

    [RealTheory, Trait("Needs", "weights")]
    [InlineData("portrait.jpg", true)]
    [InlineData("handwritten-notes.jpg", false)]
    [InlineData("tanners_ridge.jpg", false)]
    [InlineData("japanese-shop.jpg", false)]
    [InlineData("prairie_falcon.jpg", false)]
    public void Real_photos_are_called_black_and_white_as_an_eye_would(string photo, bool grey) =>
        Assert.Equal(grey, PlainFacts.Of(Real.Photo(photo), null).Contains("black and white"));

    private static void Redden(RgbImage image, int count)
    {
        for (var at = 0; at < count; at++)
            image.Pixels[at * 3 + 1] = (byte)(image.Pixels[at * 3] / 2 + 100);
    }

    private static RgbImage Colourful(int width, int height)
    {
        var pixels = new byte[width * height * 3];
        for (var at = 0; at < pixels.Length; at++)
            pixels[at] = (byte)(at * 7);
        return new RgbImage(width, height, pixels);
    }

    private static RgbImage Shades(int tint)
    {
        var pixels = new byte[100 * 100 * 3];
        for (var at = 0; at < pixels.Length; at++)
            pixels[at] = (byte)(40 + at / 3 % 100 + at % 3 * tint / 2);
        return new RgbImage(100, 100, pixels);
    }
}
