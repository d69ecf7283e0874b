using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Pixeli.Data;
using Pixeli.Hosting;
using Pixeli.Tagging.Labels;

namespace Pixeli.Tagging;

/// <summary>Keeps the administrator's choices in the database, so that every process sees the same.</summary>
public sealed class VisionSettings(PixeliDb db, Signals signals)
{
    private const string Labels = "labels";
    private const string Thresholds = "thresholds";
    private const string Backfill = "backfill";
    private const string Runs = "runs";

    public async Task<VisionChoices> ReadAsync(CancellationToken cancellationToken)
    {
        var values = await db.VisionSettings.AsNoTracking().ToDictionaryAsync(setting => setting.Name, setting => setting.Value, cancellationToken);
        return new(
            values.TryGetValue(Labels, out var labels) ? VisionChoices.LabelsIn(labels) : DefaultLabels.All,
            values.TryGetValue(Thresholds, out var json) ? JsonSerializer.Deserialize<VisionThresholds>(json)! : VisionThresholds.OfTheAuthors,
            values.GetValueOrDefault(Backfill) == Runs);
    }

    public Task ChooseLabelsAsync(IReadOnlyList<string> labels, CancellationToken cancellationToken) =>
        WriteAsync(Labels, string.Join('\n', labels), cancellationToken);

    /// <summary>Takes the list back that comes with the program.</summary>
    public Task ForgetLabelsAsync(CancellationToken cancellationToken) => db.WriteAsync(
        () => db.VisionSettings.Where(setting => setting.Name == Labels).ExecuteDeleteAsync(cancellationToken), cancellationToken);

    public Task ChooseThresholdsAsync(VisionThresholds thresholds, CancellationToken cancellationToken) =>
        WriteAsync(Thresholds, JsonSerializer.Serialize(thresholds), cancellationToken);

    /// <summary>Begins or goes on to look at old photos again, or pauses.</summary>
    public Task RunBackfillAsync(bool runs, CancellationToken cancellationToken) => WriteAsync(Backfill, runs ? Runs : "paused", cancellationToken);

    private async Task WriteAsync(string name, string value, CancellationToken cancellationToken)
    {
        await db.WriteAsync(
            () => db.Database.ExecuteSqlRawAsync(
                "INSERT INTO vision_settings (name, value) VALUES ({0}, {1}) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                [name, value],
                cancellationToken),
            cancellationToken);
        signals.PhotosToSee.Raise();
    }
}
