using Pixeli.Imaging;

namespace Pixeli.Processing.Isolation;

/// <summary>What a rendering process writes for its parent: everything but the bytes, which lie beside it in files.</summary>
internal sealed record RenderOutcome(
    int Width,
    int Height,
    byte[] Placeholder,
    IReadOnlyList<RenderedFile> Files,
    DateTime? TakenAt,
    TimeSpan? Offset,
    IReadOnlyList<string> Keywords,
    IReadOnlyDictionary<string, object> Values)
{
    public const string FileName = "outcome.json";

    /// <summary>The exit code of a picture that was refused, its reason on standard output.</summary>
    public const int Refused = 2;
}

/// <summary>One rendition in a file of its kind's name.</summary>
internal sealed record RenderedFile(RenditionKind Kind, string MediaType, int Width, int Height);

/// <summary>Why a picture was refused.</summary>
internal sealed record RenderRefusal(ImagingFailure Failure, string? Detail);
