using Pixeli.Tagging;
using Pixeli.Vision.Faces;

namespace Pixeli.FindMe;

/// <summary>Why a picture cannot be somebody's selfie.</summary>
public enum SelfieFlaw
{
    /// <summary>Nobody is in it.</summary>
    NoFace,

    /// <summary>It does not say which of the people in it is meant.</summary>
    Several,

    /// <summary>The face is too far away.</summary>
    TooSmall,

    /// <summary>The face is out of focus, or moved.</summary>
    Blurred,
}

/// <summary>Finds the face that is meant.</summary>
internal static class SelfieFace
{
    // Whoever is this much smaller stands in the background.
    private const double Background = 0.5;

    public static (SeenFace? Face, SelfieFlaw Flaw) Of(IReadOnlyList<SeenFace> faces)
    {
        if (faces.MaxBy(face => face.Width) is not { } largest)
            return (null, SelfieFlaw.NoFace);
        if (faces.Count(face => face.Width > largest.Width * Background) > 1)
            return (null, SelfieFlaw.Several);
        return largest switch
        {
            { Vector: not null } => (largest, default),
            { Clarity: FaceClarity.TooSmall } => (null, SelfieFlaw.TooSmall),
            _ => (null, SelfieFlaw.Blurred),
        };
    }

    public static string Say(SelfieFlaw flaw) => flaw switch
    {
        SelfieFlaw.NoFace => "No face was found. Take the picture in better light, looking at the camera.",
        SelfieFlaw.Several => "There are several people in this picture. Take one of you alone.",
        SelfieFlaw.TooSmall => "The face is too small. Take the picture from closer.",
        _ => "The face is blurred. Hold the camera still, in better light.",
    };
}
