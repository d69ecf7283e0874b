using System.Diagnostics;
using System.Text.Json;
using Pixeli.Hosting;
using Pixeli.Imaging;

namespace Pixeli.Processing.Isolation;

/// <summary>A picture brought down the process that rendered it.</summary>
internal sealed class RenderCrashedException(int exitCode) : Exception($"The rendering process ended with code {exitCode}.");

/// <summary>
/// Renders in a process of its own. A photo that was in work when a server died is suspect: it may have killed it. Here, if it
/// kills again, it kills only its own process, and the blame is certain; and a server that was merely switched off costs it nothing.
/// </summary>
internal sealed class IsolatedRenderer(Instance instance)
{
    /// <exception cref="ImagingException">The picture was refused.</exception>
    /// <exception cref="RenderCrashedException">The process died.</exception>
    public async Task<(RenderedPhoto Photo, PhotoMetadata Metadata)> RenderAsync(string original, CancellationToken cancellationToken)
    {
        var output = Directory.CreateDirectory(Path.Combine(instance.Staging, $"render-{Guid.CreateVersion7():N}")).FullName;
        try
        {
            using var process = Process.Start(StartInfo(original, output)) ?? throw new IOException("The rendering process did not start.");
            string said;
            try
            {
                said = await process.StandardOutput.ReadToEndAsync(cancellationToken);
                await process.WaitForExitAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                process.Kill();
                throw;
            }

            return process.ExitCode switch
            {
                0 => await ReadAsync(output, cancellationToken),
                RenderOutcome.Refused => throw Refusal(said),
                var code => throw new RenderCrashedException(code),
            };
        }
        finally
        {
            Directory.Delete(output, recursive: true);
        }
    }

    private static ProcessStartInfo StartInfo(string original, string output)
    {
        var program = typeof(IsolatedRenderer).Assembly.Location;
        var isDotnet = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet";
        var start = new ProcessStartInfo(isDotnet ? Environment.ProcessPath! : Path.ChangeExtension(program, OperatingSystem.IsWindows() ? "exe" : null)!)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        if (isDotnet)
            start.ArgumentList.Add(program);
        start.ArgumentList.Add("render");
        start.ArgumentList.Add(original);
        start.ArgumentList.Add(output);
        return start;
    }

    private static async Task<(RenderedPhoto, PhotoMetadata)> ReadAsync(string output, CancellationToken cancellationToken)
    {
        var outcome = JsonSerializer.Deserialize<RenderOutcome>(
            await File.ReadAllBytesAsync(Path.Combine(output, RenderOutcome.FileName), cancellationToken))!;
        var renditions = new List<Rendition>();
        foreach (var file in outcome.Files)
        {
            var bytes = await File.ReadAllBytesAsync(Path.Combine(output, file.Kind.ToString()), cancellationToken);
            renditions.Add(new(file.Kind, file.MediaType, file.Width, file.Height, bytes));
        }

        return (
            new(outcome.Width, outcome.Height, renditions, outcome.Placeholder),
            new(outcome.TakenAt, outcome.Offset, outcome.Keywords, outcome.Values));
    }

    private static ImagingException Refusal(string said)
    {
        var refusal = JsonSerializer.Deserialize<RenderRefusal>(said)!;
        return new(refusal.Failure, refusal.Detail);
    }
}
