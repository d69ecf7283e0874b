namespace Pixeli.Vision;

/// <summary>A rectangle in a picture, in pixels from its top left corner; it may reach over the picture's edge.</summary>
public readonly record struct Box(float Left, float Top, float Width, float Height)
{
    public float Right => Left + Width;

    public float Bottom => Top + Height;

    public float Area => Width * Height;

    public Box Scaled(float factor) => new(Left * factor, Top * factor, Width * factor, Height * factor);

    public Box Moved(float right, float down) => this with { Left = Left + right, Top = Top + down };

    /// <summary>The area both cover.</summary>
    public float Shared(Box other) =>
        MathF.Max(0, MathF.Min(Right, other.Right) - MathF.Max(Left, other.Left)) * MathF.Max(0, MathF.Min(Bottom, other.Bottom) - MathF.Max(Top, other.Top));

    /// <summary>How far both are the same: 0 when they are apart, 1 when they are equal.</summary>
    public float Overlap(Box other) => Shared(other) is var shared and > 0 ? shared / (Area + other.Area - shared) : 0;
}
