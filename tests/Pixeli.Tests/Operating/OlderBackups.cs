using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Pixeli.Data.Portable;
using Pixeli.Operations.Backups;

namespace Pixeli.Tests.Operating;

/// <summary>Backups of versions of the program before this one, and after it.</summary>
public sealed class OlderBackups : IDisposable
{
    private const string Older = "20261122030000_SignIn"; // before resumable uploads and machine vision had tables

    private readonly string _folder = Directory.CreateTempSubdirectory("pixeli-backup-").FullName;

    private string Copy => Path.Combine(_folder, "copy");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task An_older_copy_is_brought_up_to_date()
    {
        Guid eventId, photo;
        await using (var site = await OfflineSite.CreateAsync())
        {
            var (server, boss) = await site.StartAsync();
            eventId = await boss.CreateEventAsync();
            photo = (await boss.UploadCompletedAsync(eventId))["id"].Guid;
            Assert.Equal(0, (await site.RunAsync("backup", Copy)).ExitCode);
            Assert.Equal(0, await server.StopAsync());
            await MakeOlderAsync();

            var (refused, why) = await site.RunAsync("restore", Copy, "--force");
            Assert.Equal(1, refused); // its database has tables that the copy knows nothing of
            Assert.Contains("Take an empty database", why.ReplaceLineEndings(" "), StringComparison.Ordinal);
        }

        await using var other = await OfflineSite.CreateAsync();
        var (exitCode, said) = await other.RunAsync("restore", Copy);
        Assert.True(exitCode == 0, said);
        await File.WriteAllTextAsync(Path.Combine(other.Data, "boss"), ""); // the administrator came with it
        var (_, again) = await other.StartAsync();
        var detail = (await again.GetAsync($"/photos/{photo}/")).Expect(200);
        (await again.GetAsync(detail["thumbnail_url"].Text)).Expect(200);
        await again.UploadCompletedAsync(eventId);
        Assert.Equal(2, (await again.GetAsync($"/events/{eventId}/")).Expect(200)["images_count"].Number);
        await other.AssertWellAsync("--hashes", "--grace", "00:00:00");
    }

    [Fact]
    public async Task A_newer_copy_is_refused()
    {
        await using var site = await OfflineSite.CreateAsync();
        var (server, _) = await site.StartAsync();
        Assert.Equal(0, (await site.RunAsync("backup", Copy)).ExitCode);
        Assert.Equal(0, await server.StopAsync());
        await ChangeAsync(manifest => manifest with { Database = manifest.Database with { Schema = "20991231000000_Future" } });

        await using var other = await OfflineSite.CreateAsync();
        var (exitCode, said) = await other.RunAsync("restore", Copy);

        Assert.Equal(1, exitCode);
        Assert.Contains("newer version", said, StringComparison.Ordinal);
    }

    // What the older program would have written: the tables that there were, without what their rows got since.
    private async Task MakeOlderAsync()
    {
        await using var old = await OfflineSite.CreateAsync();
        var manifest = await BackupManifest.ReadAsync(Copy, default);
        var tables = await old.WithDbAsync(async db =>
        {
            await db.Database.MigrateAsync(Older);
            var kept = new List<PortableTable>();
            foreach (var table in manifest.Database.Tables)
            {
                try
                {
                    await DatabaseImport.CountAsync(db, table.Name, default);
                    kept.Add(table.Name == "events" ? await WithoutAsync(table, "deleted_at") : table);
                }
                catch (DbException)
                {
                    File.Delete(Path.Combine(Copy, BackupManifest.TablesFolder, PortableDump.FileOf(table.Name)));
                }
            }

            return kept;
        });
        Assert.InRange(tables.Count, 5, manifest.Database.Tables.Count - 3);
        await ChangeAsync(all => all with { Database = new(Older, tables) });
    }

    private async Task<PortableTable> WithoutAsync(PortableTable table, string column)
    {
        var file = Path.Combine(Copy, BackupManifest.TablesFolder, PortableDump.FileOf(table.Name));
        var at = table.Columns.Index().Single(item => item.Item.Name == column).Index;
        var rows = new StringBuilder();
        foreach (var line in await File.ReadAllLinesAsync(file))
        {
            var row = JsonNode.Parse(line)!.AsArray();
            row.RemoveAt(at);
            rows.Append(row.ToJsonString()).Append('\n');
        }

        await File.WriteAllTextAsync(file, rows.ToString());
        return table with { Columns = [.. table.Columns.Where(item => item.Name != column)], Sha256 = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(file))) };
    }

    private async Task ChangeAsync(Func<BackupManifest, BackupManifest> change)
    {
        var manifest = await BackupManifest.ReadAsync(Copy, default);
        File.Delete(Path.Combine(Copy, "manifest.json"));
        await change(manifest).WriteAsync(Copy, default);
    }
}
