using Spectre.Console;

namespace Pixeli.Operations.Moving;

/// <summary>What became of a blob.</summary>
internal enum Moved
{
    /// <summary>It was copied, and read again at the target.</summary>
    Copied,

    /// <summary>It was there.</summary>
    There,

    /// <summary>It was deleted at the source before it could be read.</summary>
    Gone,

    /// <summary>It cannot be read at the source, or is another at the target.</summary>
    Failed,
}

/// <summary>Counts what became of the blobs.</summary>
internal sealed class MoveSummary
{
    private const int Examples = 10;
    private readonly (long Count, long Bytes)[] _counts = new (long, long)[Enum.GetValues<Moved>().Length];
    private readonly List<string> _failed = [];
    private readonly Lock _lock = new();

    public bool IsComplete => _counts[(int)Moved.Failed].Count == 0;

    public void Add(Moved moved, MovedBlob blob)
    {
        lock (_lock)
        {
            ref var count = ref _counts[(int)moved];
            count = (count.Count + 1, count.Bytes + blob.Bytes);
            if (moved == Moved.Failed && _failed.Count < Examples)
                _failed.Add(blob.Key);
        }
    }

    public void Print(long onlyAtTarget)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("").AddColumn(new TableColumn("files").RightAligned()).AddColumn(new TableColumn("MB").RightAligned());
        Row("copied and compared", _counts[(int)Moved.Copied]);
        Row("there already", _counts[(int)Moved.There]);
        Row("deleted meanwhile", _counts[(int)Moved.Gone]);
        Row("failed", _counts[(int)Moved.Failed]);
        if (onlyAtTarget > 0)
            table.AddRow("only there", $"{onlyAtTarget:N0}", "");
        AnsiConsole.Write(table);
        foreach (var key in _failed)
            AnsiConsole.MarkupLineInterpolated($"[red]could not be read, or differs at its new place[/]: {key}");

        void Row(string name, (long Count, long Bytes) count) => table.AddRow(name, $"{count.Count:N0}", $"{count.Bytes / 1e6:N1}");
    }
}
