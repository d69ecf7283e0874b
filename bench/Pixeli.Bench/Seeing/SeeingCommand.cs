using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Pixeli.Bench.Ingest;
using Pixeli.Bench.Measuring;
using Pixeli.Imaging;
using Pixeli.Tagging.Engine;
using Pixeli.Vision;
using Pixeli.Vision.Onnx;
using Pixeli.Vision.Packs;
using Spectre.Console;

namespace Pixeli.Bench.Seeing;

/// <summary><c>seeing</c>: how long models look at a photo, warm and on one core, and what they see.</summary>
internal static class SeeingCommand
{
    private const int LongestEdge = 1440; // a preview's

    private static readonly Option<string> Weights = new("--weights") { Description = "A folder with the weights of packs.", Required = true };
    private static readonly Option<string> From = new("--from") { Description = "A folder of photos.", Required = true };
    private static readonly Option<int> Looks = new("--looks") { Description = "Looks at each photo; the first does not count.", DefaultValueFactory = _ => 6 };

    public static Command Create()
    {
        var command = new Command("seeing", "Models at photos: milliseconds for each, and what they see.") { Weights, From, Looks };
        command.SetAction((arguments, cancellationToken) => RunAsync(
            arguments.GetRequiredValue(Weights), arguments.GetRequiredValue(From), arguments.GetRequiredValue(Looks), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string weights, string from, int looks, CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        var store = new PackStore(folder.Sub("models"));
        foreach (var name in BenchPacks.Names)
            await store.InstallFromAsync(name, weights, cancellationToken: cancellationToken);
        using var runtime = new OnnxRuntime(new VisionOptions { Threads = 1 });
        using var models = new VisionModels(store, runtime);
        using var renderer = new PhotoRenderer(new ImagingOptions());
        var table = new Table().AddColumns("photo", "things, ms", "faces, ms", "both, ms", "faces", "things (score)");
        List<double> all = [];
        foreach (var path in BenchPhotos.In(from))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var image = renderer.Pixels(path, LongestEdge, cancellationToken).ToImage();
            var things = Measure(looks, () => models.Objects!.Find(image, PackAbilities.LeastThing));
            var faces = Measure(looks, () => models.Faces!.Find(image, expectMany: false, cancellationToken));
            all.Add(things.Median + faces.Median);
            table.AddRow(
                Path.GetFileName(path), Text(things.Median), Text(faces.Median), Text(things.Median + faces.Median),
                string.Join(' ', models.Faces!.Find(image, false, cancellationToken).Select(face => face.Score.ToString("N2", CultureInfo.InvariantCulture))),
                Markup.Escape(string.Join(' ', models.Objects!.Find(image, PackAbilities.LeastThing).Select(Thing))));
        }

        var sum = Figures.Of(all);
        table.Caption($"both, a photo: median {Text(sum.Median)} ms, {Text(sum.Min)} to {Text(sum.Max)} ms");
        AnsiConsole.Write(table);
        return 0;
    }

    private static string Thing(Vision.Objects.FoundObject thing) =>
        string.Create(CultureInfo.InvariantCulture, $"{thing.Label}→{thing.Tag ?? "–"}({thing.TagScore:N2})");

    private static Figures Measure<T>(int looks, Func<T> look)
    {
        look();
        var milliseconds = new List<double>();
        for (var turn = 1; turn < looks; turn++)
        {
            var start = Stopwatch.GetTimestamp();
            look();
            milliseconds.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return Figures.Of(milliseconds);
    }

    private static string Text(double milliseconds) => milliseconds.ToString("N1", CultureInfo.InvariantCulture);
}
