using System.Text.Json;
using Spectre.Console;

namespace Pixeli.Operations.Doctor;

/// <summary>Says what was found.</summary>
internal static class DoctorReport
{
    private const int Examples = 5;
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };

    public static void WriteJson(IReadOnlyList<Diagnosed> found) => Console.WriteLine(JsonSerializer.Serialize(new { findings = found }, Json));

    public static void Print(IAnsiConsole console, IReadOnlyList<Diagnosed> found, bool mended)
    {
        if (found.Count == 0)
        {
            console.MarkupLine("[green]All is well.[/]");
            return;
        }

        foreach (var kind in found.GroupBy(finding => finding.Kind))
        {
            var left = kind.Count(finding => !finding.IsMended);
            console.MarkupLineInterpolated($"[{(left > 0 ? "red" : "green")}]{kind.Key}[/]: {kind.Count()}{(left < kind.Count() ? $", {kind.Count() - left} mended" : "")}");
            foreach (var finding in kind.OrderBy(finding => finding.IsMended).Take(Examples))
                console.MarkupLineInterpolated($"  {finding.Subject}  [dim]{finding.Words}[/]");
            if (kind.Count() > Examples)
                console.MarkupLineInterpolated($"  [dim]and {kind.Count() - Examples} more[/]");
        }

        if (!mended && found.Any(finding => finding.CanMend))
            console.MarkupLine("Run it with [bold]--fix[/] to mend what can be mended.");
    }
}
