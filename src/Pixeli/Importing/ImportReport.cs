using System.Collections.Concurrent;
using Spectre.Console;

namespace Pixeli.Importing;

/// <summary>What became of every file of an import.</summary>
internal sealed class ImportReport
{
    private readonly ConcurrentDictionary<Guid, string> _imported = new();
    private readonly ConcurrentDictionary<Guid, string> _unsettled = new();
    private readonly ConcurrentBag<(string File, string Reason)> _failures = [];
    private int _existing;
    private int _otherFiles;

    /// <summary>Photos this run brought in, with the files they came from.</summary>
    public IReadOnlyDictionary<Guid, string> Imported => _imported;

    /// <summary>Photos to be waited for: those, and what a run before left in the queue.</summary>
    public IReadOnlyDictionary<Guid, string> Unsettled => _unsettled;

    public int Failed => _failures.Count;

    public void AddImported(Guid photo, string file) => _imported[photo] = _unsettled[photo] = file;

    public void AddUnsettled(Guid photo, string file) => _unsettled[photo] = file;

    public void AddExisting() => Interlocked.Increment(ref _existing);

    public void AddOtherFile() => Interlocked.Increment(ref _otherFiles);

    public void AddFailure(string file, string reason) => _failures.Add((file, reason));

    public void Print(IAnsiConsole console, bool finished)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("Photos").AddColumn(new TableColumn("Number").RightAligned());
        table.AddRow("imported", $"{_imported.Count}");
        table.AddRow("there already", $"{_existing}");
        table.AddRow("other files, left alone", $"{_otherFiles}");
        table.AddRow(_failures.IsEmpty ? "failed" : "[red]failed[/]", $"{_failures.Count}");
        console.Write(table);
        foreach (var (file, reason) in _failures.OrderBy(failure => failure.File, StringComparer.Ordinal))
            console.MarkupLineInterpolated($"[red]{file}[/]: {reason}");
        if (!finished)
            console.MarkupLine("Interrupted. Run the same command again to go on: what is in stays in.");
    }
}
