namespace Pixeli.Vision.Onnx;

/// <summary>An input or an output as a model declares it.</summary>
/// <param name="Name">The name in the model.</param>
/// <param name="Type">What its numbers are.</param>
/// <param name="Dimensions">Their counts; −1 where any count will do.</param>
public sealed record TensorShape(string Name, ElementType Type, IReadOnlyList<int> Dimensions)
{
    public override string ToString() => $"{Name}: {Type} {Text(Dimensions)}";

    /// <summary>Whether a tensor of these dimensions fits.</summary>
    public bool Fits(IReadOnlyList<int> dimensions) =>
        dimensions.Count == Dimensions.Count && dimensions.Zip(Dimensions).All(pair => pair.First < 0 || pair.Second < 0 || pair.First == pair.Second);

    internal static string Text(IReadOnlyList<int> dimensions) =>
        dimensions.Count == 0 ? "a single value" : string.Join(" × ", dimensions.Select(length => length < 0 ? "any" : $"{length}"));
}

/// <summary>What a tensor's numbers are; the values are those of onnxruntime_c_api.h.</summary>
public enum ElementType
{
    /// <summary>None of those below, or no tensor at all.</summary>
    Other = 0,

    /// <summary>32-bit floating point.</summary>
    Numbers = 1,

    /// <summary>64-bit integers.</summary>
    Integers = 7,
}
