using System.Globalization;
using Pixeli.Vision.Packs;
using Spectre.Console;

namespace Pixeli.Tagging.Packs;

/// <summary>Packs on a terminal.</summary>
internal static class PackTable
{
    private const double Megabyte = 1_000_000;

    public static void Print(IReadOnlyList<PackInfo> packs)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("Pack", "State", "Size", "Licence", "What for");
        foreach (var pack in packs)
            table.AddRow(new Text(pack.Name), State(pack), new Text(Size(pack.Pack)), new Text(pack.Pack.Licence), new Text(pack.Pack.Summary));
        AnsiConsole.Write(table);
        foreach (var pack in packs.Where(pack => pack.Reason is not null))
            AnsiConsole.MarkupLineInterpolated($"[red]{pack.Name} is broken: {pack.Reason}[/]");
    }

    public static void PrintLicence(ModelPack pack)
    {
        AnsiConsole.MarkupLineInterpolated($"[bold]{pack.Title}[/] ({pack.Name}, {Size(pack)})");
        AnsiConsole.WriteLine(pack.Summary);
        AnsiConsole.MarkupLineInterpolated($"Licence: [bold]{pack.Licence}[/]");
        if (pack.Notice is not null)
            AnsiConsole.WriteLine(pack.Notice);
        foreach (var source in pack.Sources)
            AnsiConsole.WriteLine(source);
    }

    private static Text State(PackInfo pack) => pack.State switch
    {
        PackState.Installed => new("installed", new Style(Color.Green)),
        PackState.Broken => new("broken", new Style(Color.Red)),
        _ when pack.Pack.CanBeDownloaded => new("available"),
        _ => new("from a folder only"),
    };

    private static string Size(ModelPack pack) => pack.Bytes > 0
        ? string.Create(CultureInfo.InvariantCulture, $"{pack.Bytes / Megabyte:0.0} MB")
        : "size unknown";
}
