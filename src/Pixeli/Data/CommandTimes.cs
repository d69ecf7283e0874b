using System.Data.Common;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Pixeli.Hosting.Telemetry;

namespace Pixeli.Data;

/// <summary>Measures statements. Only there while somebody receives what is measured.</summary>
internal sealed class CommandTimes(PixeliMeter meters, bool isSqlite) : DbCommandInterceptor
{
    private readonly Histogram<double> _durations = meters.Instruments.Durations("pixeli.database.duration", "Time of a statement, up to its first row.");
    private readonly string _system = isSqlite ? "sqlite" : "postgresql"; // the names of OpenTelemetry's db.system.name

    public override DbDataReader ReaderExecuted(DbCommand command, CommandExecutedEventData eventData, DbDataReader result)
    {
        Record(eventData, "done");
        return result;
    }

    public override ValueTask<DbDataReader> ReaderExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
    {
        Record(eventData, "done");
        return ValueTask.FromResult(result);
    }

    public override int NonQueryExecuted(DbCommand command, CommandExecutedEventData eventData, int result)
    {
        Record(eventData, "done");
        return result;
    }

    public override ValueTask<int> NonQueryExecutedAsync(DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        Record(eventData, "done");
        return ValueTask.FromResult(result);
    }

    public override object? ScalarExecuted(DbCommand command, CommandExecutedEventData eventData, object? result)
    {
        Record(eventData, "done");
        return result;
    }

    public override ValueTask<object?> ScalarExecutedAsync(DbCommand command, CommandExecutedEventData eventData, object? result, CancellationToken cancellationToken = default)
    {
        Record(eventData, "done");
        return ValueTask.FromResult(result);
    }

    public override void CommandFailed(DbCommand command, CommandErrorEventData eventData) => Record(eventData, "failed");

    public override Task CommandFailedAsync(DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        Record(eventData, "failed");
        return Task.CompletedTask;
    }

    private void Record(CommandEndEventData end, string outcome)
    {
        _durations.Record(end.Duration.TotalSeconds, new("db.system.name", _system), new("outcome", outcome));
        if (!isSqlite)
            return; // Npgsql has spans of its own
        using var span = Instruments.Spans.StartActivity("sqlite", ActivityKind.Client, parentContext: default, startTime: end.StartTime);
        span?.SetTag("db.system.name", _system);
        if (outcome != "done")
            span?.SetStatus(ActivityStatusCode.Error);
    }
}
