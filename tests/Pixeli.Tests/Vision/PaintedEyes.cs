using Pixeli.Tagging;
using Pixeli.Vision;
using Pixeli.Vision.Faces;
using SeenFace = Pixeli.Tagging.SeenFace;

namespace Pixeli.Tests.Vision;

/// <summary>An engine without weights: what it sees is said by the test.</summary>
internal sealed class PaintedEyes : IVisionEngine
{
    private static readonly VisionAbilities All = new("first", new("base", 0.7), new("base", 0.5), new("people", 0.35, 0.5));

    public VisionAbilities Abilities { get; set; } = All;

    public string? UnavailableReason => null;

    /// <summary>What is in every picture that is looked at.</summary>
    public Func<Sight> Sight { get; set; } = () => new([], [], null);

    public int Looks { get; private set; }

    public Sight See(RgbImage image)
    {
        Looks++;
        return Sight();
    }

    public IReadOnlyList<SeenFace> SeeFaces(RgbImage image) => Sight().Faces;

    public float[]? VectorOf(string text) => null;

    public void LookAnew()
    {
    }

    public static Finding Thing(string tag, double score) => new(tag, score, "base", FindingKind.Thing);

    /// <summary>A clear face whose vector points somewhere between two directions: 0 is one person, 1 another.</summary>
    public static SeenFace Face(float whose) =>
        new(0.1, 0.1, 0.3, 0.3, 0.9, FaceClarity.Clear, [MathF.Cos(whose * MathF.PI / 2), MathF.Sin(whose * MathF.PI / 2)]);
}
