using System.Data.Common;
using System.Diagnostics;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Pixeli.Data;
using Pixeli.Hosting;
using Pixeli.Imaging;
using Pixeli.Mail;

namespace Pixeli.Operations;

/// <summary>How this process and what it stands on are.</summary>
/// <param name="Checks">What <c>/health/ready</c> looks at, by name: null when it is well, else what is wrong.</param>
/// <param name="Database">Which database, as <c>SQLite</c> or <c>PostgreSQL</c>.</param>
/// <param name="DatabaseBytes">Its size; null where it cannot be told.</param>
/// <param name="FreeBytes">Room left where the data folder is.</param>
/// <param name="TotalBytes">Size of that disk.</param>
/// <param name="IsMailSent">False while mails go into the outbox folder.</param>
/// <param name="HeicUnavailable">Why HEIC photos cannot be read; null when they can.</param>
/// <param name="Version">The program's version.</param>
/// <param name="Libvips">The imaging library's version.</param>
/// <param name="StartedAt">When this process started, UTC.</param>
/// <param name="ResidentBytes">Memory this process holds.</param>
public sealed record SiteHealth(
    IReadOnlyDictionary<string, string?> Checks,
    string Database,
    long? DatabaseBytes,
    long FreeBytes,
    long TotalBytes,
    bool IsMailSent,
    string? HeicUnavailable,
    string Version,
    string Libvips,
    DateTime StartedAt,
    long ResidentBytes);

/// <summary>Looks at everything that the site stands on.</summary>
public sealed class HealthReport(
    HealthCheckService checks, PixeliDb db, DataFolder data, PhotoRenderer renderer, IOptions<MailOptions> mail)
{
    public async Task<SiteHealth> ReadAsync(CancellationToken cancellationToken)
    {
        var report = await checks.CheckHealthAsync(cancellationToken);
        var disk = new DriveInfo(data.Root);
        using var process = Process.GetCurrentProcess();
        return new(
            report.Entries.ToDictionary(entry => entry.Key, entry => entry.Value.Status == HealthStatus.Healthy ? null : entry.Value.Description ?? ""),
            db.IsSqlite ? "SQLite" : "PostgreSQL",
            await DatabaseBytesAsync(cancellationToken),
            disk.AvailableFreeSpace,
            disk.TotalSize,
            mail.Value.IsSmtp,
            renderer.HeicUnavailableReason,
            typeof(HealthReport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0],
            renderer.LibraryVersion,
            process.StartTime.ToUniversalTime(),
            process.WorkingSet64);
    }

    private async Task<long?> DatabaseBytesAsync(CancellationToken cancellationToken)
    {
        if (db.IsSqlite)
            return ((string[])["", "-wal"]).Select(suffix => new FileInfo(data.Database + suffix)).Where(file => file.Exists).Sum(file => file.Length);
        try
        {
            return await db.Database.SqlQuery<long>($"""SELECT pg_database_size(current_database()) AS "Value" """).FirstAsync(cancellationToken);
        }
        catch (DbException)
        {
            return null; // a server may forbid it
        }
    }
}
