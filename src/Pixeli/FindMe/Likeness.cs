using Pixeli.Tagging;

namespace Pixeli.FindMe;

/// <summary>When two faces are taken for the same person's.</summary>
internal static class Likeness
{
    /// <summary>How much a face is like a selfie, or null when it is not enough to say so.</summary>
    public static double? Between(byte[] selfie, byte[] face, PackAbility people)
    {
        var likeness = Vectors.Likeness(selfie, face);
        return likeness >= people.Threshold ? Math.Round(likeness, 4) : null;
    }
}
