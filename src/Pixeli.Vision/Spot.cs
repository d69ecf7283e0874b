namespace Pixeli.Vision;

/// <summary>A place in a picture, in pixels from its top left corner.</summary>
public readonly record struct Spot(float X, float Y);
