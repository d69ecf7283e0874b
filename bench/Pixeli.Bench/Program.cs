using System.CommandLine;
using Pixeli.Bench;
using Pixeli.Bench.Api;
using Pixeli.Bench.Growth;
using Pixeli.Bench.Ingest;
using Pixeli.Bench.Seeing;
using Pixeli.Bench.Sockets;
using Pixeli.Bench.Vectors;
using Spectre.Console;

var root = new RootCommand("Measures Pixel-i. Figures that are ratios are measured side by side in one run.") { IngestCommand.Create(), ApiCommand.Create(), GrowthCommand.Create(), SocketsCommand.Create(), VectorsCommand.Create(), SeeingCommand.Create() };
try
{
    return await root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (BenchException failure)
{
    AnsiConsole.MarkupLineInterpolated($"[red]{failure.Message}[/]");
    return 1;
}
catch (OperationCanceledException)
{
    return 130;
}
