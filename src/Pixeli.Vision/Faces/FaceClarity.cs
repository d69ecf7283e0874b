namespace Pixeli.Vision.Faces;

/// <summary>Whether there is enough of a face to tell it from others.</summary>
public enum FaceClarity
{
    /// <summary>It can be compared.</summary>
    Clear,

    /// <summary>Too few pixels.</summary>
    TooSmall,

    /// <summary>No edges in it, as out of focus or in motion.</summary>
    Blurred,
}
