namespace Pixeli.Vision.Facts;

/// <summary>Tags for what needs no model, only where they are certain.</summary>
public static class PlainFacts
{
    private const double Panorama = 2.2; // width to height; cinema's 2.39 has it too, a phone's 19.5:9 has not
    private const double PortraitFormat = 1.1; // height to width
    private const double Night = 2; // exposure value; a city's lit street at night has 3 and more
    private const double LongExposure = 1; // seconds
    private const double CloseUp = 0.5; // metres

    /// <param name="image">The picture, upright.</param>
    /// <param name="shot">What the camera wrote down; null where it wrote nothing.</param>
    /// <returns>Tags in a fixed order.</returns>
    public static IReadOnlyList<string> Of(RgbImage image, Shot? shot) => [.. Tags(image, shot ?? new Shot())];

    private static IEnumerable<string> Tags(RgbImage image, Shot shot)
    {
        if (Colours.AreMissing(image))
            yield return "black and white";
        if (image.Width >= Panorama * image.Height)
            yield return "panorama";
        if (image.Height >= PortraitFormat * image.Width)
            yield return "portrait format";
        if (shot.Flash == true)
            yield return "flash";
        else if (shot.ExposureValue < Night) // a flash is light that the exposure value knows nothing of
            yield return "night";
        if (shot.Seconds >= LongExposure)
            yield return "long exposure";
        if (shot.SubjectMetres is > 0 and <= CloseUp) // zero is how cameras write that they do not know
            yield return "close-up";
    }
}
