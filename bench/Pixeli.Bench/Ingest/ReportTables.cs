using System.Globalization;
using Pixeli.Bench.Measuring;
using Spectre.Console;

namespace Pixeli.Bench.Ingest;

/// <summary>The report for people.</summary>
internal static class ReportTables
{
    public static void Print(IngestReport report)
    {
        AnsiConsole.Write(Rounds(report));
        if (report.RatioToSharp is { } ratio)
            AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"{report.Throughput[0].Name} manages [bold]{ratio:0.00}[/] times what sharp does.");
        foreach (var server in report.Servers)
            AnsiConsole.Write(Alone(server));
    }

    private static Table Rounds(IngestReport report)
    {
        var title = string.Create(
            CultureInfo.InvariantCulture,
            $"Ingest, {report.PhotosARound} photos ({report.MegabytesARound:0} MB) a round, {report.Processors} processors");
        var table = new Table().Title(title).AddColumn("");
        foreach (var entry in report.Throughput)
            table.AddColumn(new TableColumn(entry.Name).RightAligned());
        Row(table, report, "photos/s, median", entry => Number(entry.PhotosPerSecond.Median, "0.0"));
        Row(table, report, "photos/s, min – max", entry => $"{Number(entry.PhotosPerSecond.Min, "0.0")} – {Number(entry.PhotosPerSecond.Max, "0.0")}");
        Row(table, report, "processor time a photo, ms", entry => Number(entry.ProcessorSecondsAPhoto.Median * 1000, "0"));
        Row(table, report, "peak resident size, MB", entry => Number(entry.PeakResident, "0"));
        Row(table, report, "resident after each round, MB", entry => string.Join(' ', entry.ResidentAfterRound.Select(size => Number(size, "0"))));
        return table;
    }

    private static Table Alone(ServerFigures server)
    {
        var table = new Table().Title(server.Name).AddColumns("", "median", "min – max");
        if (server.UploadToVisible is { } visible)
            Row(table, $"upload to visible, one photo of {Number(server.UploadMegabytes, "0.0")} MB, ms", visible);
        if (server.StartToReady is { } ready)
            Row(table, "start to ready, ms", ready);
        if (server.IdleResident is { } idle)
            table.AddRow("resident size of the idle server, MB", Number(idle, "0"), "");
        return table;
    }

    private static void Row(Table table, IngestReport report, string name, Func<Throughput, string> cell) =>
        table.AddRow([name, .. report.Throughput.Select(cell)]);

    private static void Row(Table table, string name, Figures figures) =>
        table.AddRow(name, Number(figures.Median, "0"), $"{Number(figures.Min, "0")} – {Number(figures.Max, "0")}");

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
