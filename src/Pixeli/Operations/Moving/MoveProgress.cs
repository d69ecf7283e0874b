using Spectre.Console;

namespace Pixeli.Operations.Moving;

/// <summary>Shows how many bytes are through.</summary>
internal sealed class MoveProgress(ProgressTask task)
{
    public static Task<T> ShowAsync<T>(string title, Func<MoveProgress, Task<T>> run) => AnsiConsole.Progress()
        .Columns(
            new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new DownloadedColumn(), new TransferSpeedColumn(), new RemainingTimeColumn(), new SpinnerColumn())
        .StartAsync(progress => run(new(progress.AddTask(title, maxValue: double.MaxValue))));

    public void Begin(long bytes)
    {
        task.MaxValue = Math.Max(bytes, 1);
        if (bytes == 0)
            task.Increment(1);
    }

    public void Done(long bytes) => task.Increment(bytes);
}
