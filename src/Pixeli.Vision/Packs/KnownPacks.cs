using System.Reflection;

namespace Pixeli.Vision.Packs;

/// <summary>The descriptions that the program ships. It ships no weights.</summary>
internal static class KnownPacks
{
    private static readonly string[] Names = ["base", "people", "people-small", "clip"];

    /// <summary>In the order in which they are preferred where two do the same.</summary>
    public static IReadOnlyList<ModelPack> All { get; } = [.. Names.Select(Read)];

    public static ModelPack? Find(string name) => All.FirstOrDefault(pack => pack.Name == name);

    /// <summary>The place of a pack among all: first those shipped, in their order, then the others by name.</summary>
    public static (int, string) Place(string name) => (Array.IndexOf(Names, name) is var place and >= 0 ? place : Names.Length, name);

    private static ModelPack Read(string name)
    {
        var resource = $"packs/{name}.json";
        using var json = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"{resource} is not in the program.");
        return PackJson.Read(json, resource);
    }
}
