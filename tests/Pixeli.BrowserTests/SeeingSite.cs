using Pixeli.Vision.Packs;

namespace Pixeli.BrowserTests;

/// <summary>A site that tells faces apart, by real weights from the folder that PIXELI_TEST_MODELS names.</summary>
public sealed class SeeingSite : Site
{
    private static readonly string? Models = Environment.GetEnvironmentVariable("PIXELI_TEST_MODELS");
    private static readonly string? Photos = Environment.GetEnvironmentVariable("PIXELI_TEST_PHOTOS");

    /// <summary>Why nothing can be seen here; null where it can.</summary>
    public static string? Missing => Directory.Exists(Models) && Directory.Exists(Photos)
        ? null
        : "PIXELI_TEST_MODELS and PIXELI_TEST_PHOTOS must name folders of real weights and photos.";

    public static string Photo(string name) => Path.Combine(Photos!, name);

    protected override async Task PrepareAsync(string data)
    {
        if (Missing is not null)
            return;
        var packs = new PackStore(Path.Combine(data, "models"));
        foreach (var pack in (string[])["base", "people-small"])
            await packs.InstallFromAsync(pack, Models!);
    }
}

/// <summary>A theory with real weights. Give it the trait Needs=weights, by which ./test leaves it out, loudly, where there are none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SeeingTheoryAttribute : TheoryAttribute
{
    public SeeingTheoryAttribute() => Skip = SeeingSite.Missing;
}
