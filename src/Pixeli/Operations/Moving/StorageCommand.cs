using System.CommandLine;
using System.Data.Common;
using Microsoft.Extensions.Options;
using Pixeli.Hosting;
using Pixeli.Storage;
using Pixeli.Storage.Bucket;
using Spectre.Console;

namespace Pixeli.Operations.Moving;

/// <summary><c>pixeli storage move --to bucket</c>: moves the photos from the data folder to the bucket, or back.</summary>
internal static class StorageCommand
{
    private const string Bucket = "bucket";
    private const string Folder = "folder";
    private const int Examples = 10;

    private static readonly Option<string> To = new("--to") { Required = true, Description = $"{Bucket}: from the data folder to Pixeli:Storage:Bucket. {Folder}: back." };

    private static readonly Option<bool> DeleteSource = new("--delete-source")
    {
        Description = "Copy nothing: compare everything with the other place once more, and only if all of it is there remove it here.",
    };

    /// <param name="open">The features, their database untouched.</param>
    public static Command Create(Func<IHost> open)
    {
        var move = new Command("move", "Copy all photos to the other place, and compare each there. Servers may run meanwhile; run it again to catch up, or to go on.") { To, DeleteSource };
        move.SetAction(async (arguments, cancellationToken) =>
        {
            try
            {
                using var host = open();
                return await RunAsync(host.Services, arguments.GetRequiredValue(To), arguments.GetValue(DeleteSource), cancellationToken);
            }
            catch (OperationCanceledException)
            {
                return Fail("Stopped. Run it again to go on.");
            }
            catch (Exception failure) when (failure is IOException or DbException or UnauthorizedAccessException or OptionsValidationException)
            {
                return Fail($"{failure.Message} Nothing was removed; run it again to go on.");
            }
        });
        return new Command("storage", "Where photos are kept.") { move, ClaimCommand.Create(open) };
    }

    private static async Task<int> RunAsync(IServiceProvider services, string to, bool delete, CancellationToken cancellationToken)
    {
        var options = services.GetRequiredService<IOptions<StorageOptions>>().Value;
        if (to is not (Bucket or Folder))
            return Fail($"It goes to the {Bucket}, or to the {Folder}.");
        if (options.Bucket is null)
            return Fail("Pixeli__Storage__Bucket does not say which bucket. Set it, and the other settings of the storage, for this command.");
        var data = services.GetRequiredService<DataFolder>();
        var instance = services.GetRequiredService<Instance>();
        using var alone = Alone(data);
        using var bucket = new BucketBlobStore(options, instance.Staging);
        var folder = new FolderBlobStore(data.Blobs, instance.Staging);
        (IMarkedStore Source, IMarkedStore Target) way = to == Bucket ? (folder, bucket) : (bucket, folder);
        await bucket.CheckAsync(cancellationToken);
        var path = Path.Combine(data.Root, "storage-move.db");
        using var record = new MoveRecord(path, $"{way.Source} → {way.Target}");
        var owners = new BlobOwners(services.GetRequiredService<IServiceScopeFactory>());
        return delete
            ? await DeleteAsync(services, new(way.Source, way.Target, record, owners), to, cancellationToken)
            : await CopyAsync(services, new(way.Source, way.Target, record, owners, instance), record, to, cancellationToken);
    }

    private static async Task<int> CopyAsync(IServiceProvider services, StorageMove move, MoveRecord record, string to, CancellationToken cancellationToken)
    {
        using var source = await UnusedSource.TakeAsync(services, isFolder: to == Bucket, cancellationToken);
        var summary = await MoveProgress.ShowAsync("Copied and compared", progress => move.RunAsync(progress, cancellationToken));
        summary.Print(record.OnlyAtTarget);
        if (!summary.IsComplete)
            return Fail("Not everything is at its new place. Run it again, or look with pixeli doctor --hashes.");
        if (await source.UserAsync(cancellationToken) is not null)
        {
            AnsiConsole.MarkupLine("Everything is at its new place, and is still kept here, since servers or commands run. Next: stop them, and run this once more for what came in meanwhile.");
            return 0;
        }

        await move.HandOverAsync(cancellationToken);
        var options = services.GetRequiredService<IOptions<StorageOptions>>().Value;
        AnsiConsole.MarkupLine("Everything is kept at its new place now, and what is here is a copy that no server uses. Next:");
        AnsiConsole.MarkupLineInterpolated($"  1. Start the servers {(to == Bucket ? $"with {Settings(options)}" : "without the settings Pixeli__Storage__*")}.");
        AnsiConsole.MarkupLineInterpolated($"  2. Run pixeli doctor with the same settings, and later pixeli storage move --to {to} --delete-source.");
        return 0;
    }

    private static async Task<int> DeleteAsync(IServiceProvider services, SourceRemoval removal, string to, CancellationToken cancellationToken)
    {
        using var source = await UnusedSource.TakeAsync(services, isFolder: to == Bucket, cancellationToken);
        if (await source.UserAsync(cancellationToken) is { } user)
            return Fail(user);
        var wrong = await MoveProgress.ShowAsync("Compared once more", progress => removal.VerifyAsync(progress, cancellationToken));
        if (wrong.Count > 0)
        {
            foreach (var (key, reason) in wrong.Take(Examples))
                AnsiConsole.MarkupLineInterpolated($"  {key} {reason}");
            return Fail($"Nothing was removed: {wrong.Count:N0} files are not at their new place. Run it without --delete-source first.");
        }

        await MoveProgress.ShowAsync("Removed", async progress =>
        {
            await removal.RemoveAsync(progress, cancellationToken);
            return 0;
        });
        source.Forget();
        AnsiConsole.MarkupLine("Everything was compared once more at its new place, and is removed here.");
        return 0;
    }

    // Secrets are not repeated: who ran this knows them.
    private static string Settings(StorageOptions options)
    {
        (string Name, string? Value)[] settings =
        [
            ("Bucket", options.Bucket),
            ("Endpoint", options.Endpoint),
            ("Prefix", options.Prefix),
            ("Region", options.Region),
            ("AccessKey", options.AccessKey is null ? null : "…"),
            ("SecretKey", options.SecretKey is null ? null : "…"),
        ];
        return string.Join(' ', settings.Where(setting => setting.Value is not null).Select(setting => $"Pixeli__Storage__{setting.Name}={setting.Value}"));
    }

    private static FileStream Alone(DataFolder data)
    {
        var path = Path.Combine(data.Root, "storage-move.lock");
        try
        {
            return new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException taken) when (File.Exists(path))
        {
            throw new IOException("Another move runs on this data folder.", taken);
        }
    }

    private static int Fail(string message)
    {
        AnsiConsole.MarkupLineInterpolated($"[red]{message}[/]");
        return 1;
    }
}
