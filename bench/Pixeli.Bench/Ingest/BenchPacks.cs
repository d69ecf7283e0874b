using Pixeli.Vision.Packs;

namespace Pixeli.Bench.Ingest;

/// <summary>The packs that machine vision is measured with.</summary>
internal static class BenchPacks
{
    public static readonly string[] Names = ["base", "people-small"];

    public static async Task InstallAsync(MeasuredServer server, string data, string? weights, CancellationToken cancellationToken)
    {
        if (!server.HasVision)
            return;
        var store = new PackStore(Path.Combine(data, "models"));
        foreach (var name in Names)
            await store.InstallFromAsync(name, weights!, cancellationToken: cancellationToken);
    }
}
