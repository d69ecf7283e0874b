using Spectre.Console;

namespace Pixeli.Operations.Backups;

/// <summary>Shows how far a copy is.</summary>
internal sealed class CopyProgress(ProgressTask tables, ProgressTask files)
{
    /// <summary>Runs with two bars.</summary>
    public static Task<T> ShowAsync<T>(Func<CopyProgress, Task<T>> run) => AnsiConsole.Progress()
        .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn(), new SpinnerColumn())
        .StartAsync(progress => run(new(progress.AddTask("Rows", maxValue: double.MaxValue), progress.AddTask("Files", maxValue: double.MaxValue))));

    public void Tables(int count) => tables.MaxValue = Math.Max(count, 1);

    public void TableDone() => tables.Increment(1);

    public void Files(long count)
    {
        files.MaxValue = Math.Max(count, 1);
        if (count == 0)
            files.Increment(1);
    }

    public void FileDone() => files.Increment(1);
}
