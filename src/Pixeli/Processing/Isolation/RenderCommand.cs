using System.CommandLine;
using System.Text.Json;
using Pixeli.Imaging;

namespace Pixeli.Processing.Isolation;

/// <summary><c>pixeli render</c>, hidden: renders one picture in a process of its own, for <see cref="IsolatedRenderer"/>.</summary>
internal static class RenderCommand
{
    private static readonly Argument<FileInfo> Original = new("original");
    private static readonly Argument<DirectoryInfo> Output = new("output");

    public static Command Create()
    {
        var command = new Command("render", "Render one picture.") { Original, Output };
        command.Hidden = true;
        command.SetAction(async (arguments, cancellationToken) =>
        {
            EndWithParent();
            return await RenderAsync(arguments.GetRequiredValue(Original).FullName, arguments.GetRequiredValue(Output).FullName, cancellationToken);
        });
        return command;
    }

    private static async Task<int> RenderAsync(string original, string output, CancellationToken cancellationToken)
    {
        var options = new ConfigurationBuilder().AddEnvironmentVariables().Build().GetSection("Pixeli:Imaging").Get<ImagingOptions>() ?? new();
        try
        {
            using var renderer = new PhotoRenderer(options);
            var rendered = renderer.Render(original, cancellationToken);
            var metadata = PhotoMetadataReader.Read(original);
            foreach (var rendition in rendered.Renditions)
                await File.WriteAllBytesAsync(Path.Combine(output, rendition.Kind.ToString()), rendition.Bytes, cancellationToken);
            var outcome = new RenderOutcome(
                rendered.Width,
                rendered.Height,
                rendered.Placeholder,
                [.. rendered.Renditions.Select(rendition => new RenderedFile(rendition.Kind, rendition.MediaType, rendition.Width, rendition.Height))],
                metadata.TakenAt,
                metadata.Offset,
                metadata.Keywords,
                metadata.Values);
            await File.WriteAllBytesAsync(
                Path.Combine(output, RenderOutcome.FileName), JsonSerializer.SerializeToUtf8Bytes(outcome), cancellationToken);
            return 0;
        }
        catch (ImagingException refused)
        {
            Console.Write(JsonSerializer.Serialize(new RenderRefusal(refused.Failure, refused.Detail)));
            return RenderOutcome.Refused;
        }
    }

    // The parent holds the other end of standard input: when it is gone, so is the reason for this process.
    private static void EndWithParent() => new Thread(() =>
    {
        while (Console.In.Read() >= 0)
            continue;
        Environment.Exit(1);
    })
    { IsBackground = true }.Start();
}
