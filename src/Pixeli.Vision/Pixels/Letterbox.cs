namespace Pixeli.Vision.Pixels;

/// <summary>A part of a picture as a model sees it, and the way back.</summary>
/// <param name="Image">No larger than the model's input.</param>
/// <param name="Part">The part of the whole picture that it shows.</param>
/// <param name="Scale">Pixels of <paramref name="Image"/> to one of the whole picture.</param>
internal sealed record Letterbox(RgbImage Image, Box Part, float Scale)
{
    /// <summary>The whole picture, made smaller where it does not fit.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="width">Pixels across at most.</param>
    /// <param name="height">Pixels down at most.</param>
    /// <param name="pixels">Where those of what is seen are put.</param>
    public static Letterbox Fit(RgbImage image, int width, int height, byte[] pixels)
    {
        var scale = MathF.Min(1, MathF.Min(width / (float)image.Width, height / (float)image.Height));
        return Of(image, new Box(0, 0, image.Width, image.Height), scale, pixels);
    }

    /// <summary>A part of the picture at a scale.</summary>
    public static Letterbox Of(RgbImage image, Box part, float scale, byte[] pixels)
    {
        var (width, height) = (Math.Max(1, (int)MathF.Round(part.Width * scale)), Math.Max(1, (int)MathF.Round(part.Height * scale)));
        return new Letterbox(Resampling.To(image, part, width, height, Filter.Linear, pixels), part, scale);
    }

    public Box Back(Box box) => box.Scaled(1 / Scale).Moved(Part.Left, Part.Top);

    public Spot Back(Spot spot) => new(spot.X / Scale + Part.Left, spot.Y / Scale + Part.Top);
}
