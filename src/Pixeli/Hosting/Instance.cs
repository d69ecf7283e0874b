using System.Collections.Concurrent;

namespace Pixeli.Hosting;

/// <summary>
/// This running process, as others on the same data folder can see it: a lock file that the operating system lets go of the
/// moment the process ends, however it ends. Claims and staged uploads carry the id, so what a dead process left is found at once.
/// </summary>
public sealed class Instance : IDisposable
{
    private const string LockSuffix = ".lock";
    private static readonly ConcurrentDictionary<Guid, bool> Here = new(); // a command may open a site twice
    private readonly string _folder;
    private readonly FileStream _lock;

    public Instance(DataFolder data)
    {
        _folder = Path.Combine(data.Staging, Id.ToString("N"));
        // The lock comes before the folder: whoever sees the folder can tell that its owner lives.
        _lock = new FileStream(LockFile, FileMode.Create, FileAccess.Write, FileShare.None);
        Directory.CreateDirectory(_folder);
        Data = data;
        Here.TryAdd(Id, true);
    }

    public Guid Id { get; } = Guid.CreateVersion7();

    /// <summary>Where this process keeps uploads on their way in.</summary>
    public string Staging => _folder;

    /// <summary>The empty file that this process holds a lock on.</summary>
    public string LockFile => LockPath(_folder);

    private DataFolder Data { get; }

    /// <summary>Ids and staging folders of processes that ended without cleaning up.</summary>
    public IEnumerable<(Guid Id, string Staging)> Dead()
    {
        foreach (var folder in Directory.EnumerateDirectories(Data.Staging))
        {
            if (folder != _folder && Guid.TryParseExact(Path.GetFileName(folder), "N", out var id) && IsUnlocked(folder))
                yield return (id, folder);
        }
    }

    /// <summary>True while the process with this id runs on this data folder.</summary>
    public bool IsAlive(Guid id)
    {
        var folder = Path.Combine(Data.Staging, id.ToString("N"));
        return id == Id || (Directory.Exists(folder) && !IsUnlocked(folder));
    }

    /// <summary>True for a lock whose process and folder are gone.</summary>
    public static bool IsLeft(string lockPath)
    {
        var folder = lockPath[..^LockSuffix.Length];
        return !Directory.Exists(folder) && IsUnlocked(folder) && File.Exists(lockPath) && !Directory.Exists(folder);
    }

    /// <summary>Removes what a dead process left.</summary>
    public static void Bury(string staging)
    {
        File.Delete(LockPath(staging)); // first: a folder without a lock is found again, a lock without a folder is not
        Directory.Delete(staging, recursive: true);
    }

    /// <summary>True while other processes run on this data folder.</summary>
    public bool HasLivingOthers => Directory.EnumerateDirectories(Data.Staging)
        .Any(folder => Guid.TryParseExact(Path.GetFileName(folder), "N", out var id) && !Here.ContainsKey(id) && !IsUnlocked(folder));

    public void Dispose()
    {
        if (!Directory.EnumerateFileSystemEntries(_folder).Any())
        {
            Directory.Delete(_folder);
            File.Delete(LockFile);
        }

        _lock.Dispose();
    }

    private static string LockPath(string folder) => folder + LockSuffix;

    private static bool IsUnlocked(string folder)
    {
        try
        {
            using var attempt = new FileStream(LockPath(folder), FileMode.Open, FileAccess.Write, FileShare.None);
            return true;
        }
        catch (FileNotFoundException)
        {
            return Directory.Exists(folder); // only half buried
        }
        catch (IOException)
        {
            return false;
        }
    }
}
