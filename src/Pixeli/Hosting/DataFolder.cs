namespace Pixeli.Hosting;

/// <summary>The folder that holds everything a site is: back it up and you have backed up Pixel-i.</summary>
public sealed class DataFolder
{
    /// <param name="path"><c>PIXELI_DATA</c>; <c>./data</c> by default. Created when missing.</param>
    /// <param name="mustExist"><c>PIXELI_DATA_MUST_EXIST</c>: a folder without a site is not made one.</param>
    /// <exception cref="IOException">There is no site in it, and one must exist.</exception>
    public DataFolder(string? path, bool mustExist = false)
    {
        Root = Path.GetFullPath(string.IsNullOrWhiteSpace(path) ? "data" : path);
        IsNew = !File.Exists(Database) && !(Directory.Exists(Keys) && Directory.EnumerateFiles(Keys, "*", SearchOption.AllDirectories).Any());
        if (IsNew && mustExist)
            throw new IOException($"There is no site in {Root}, and PIXELI_DATA_MUST_EXIST says that there is one: is its disk mounted?");
        PrivateFiles.FromNowOn();
        PrivateFiles.Take(Database); // made by an earlier version in a folder that others may look into
        foreach (var folder in (string[])[Root, Keys, Staging, Uploads, Blobs, Outbox])
            CreatePrivate(folder);
    }

    public string Root { get; }

    /// <summary>No site was in it when this process started: each has its keys there.</summary>
    public bool IsNew { get; }

    /// <summary>The SQLite database, where that is the one in use.</summary>
    public string Database => Path.Combine(Root, "pixeli.db");

    /// <summary>Signing keys, made at first start, readable by the owner only.</summary>
    public string Keys => Path.Combine(Root, "keys");

    /// <summary>Uploads on their way in, a folder for each process.</summary>
    public string Staging => Path.Combine(Root, "staging");

    /// <summary>What has come in of uploads that may be continued, by whichever process.</summary>
    public string Uploads => Path.Combine(Root, "uploads");

    /// <summary>Originals and renditions, where storage is a folder.</summary>
    public string Blobs => Path.Combine(Root, "blobs");

    /// <summary>Mails as <c>.eml</c> files, while no mail server is configured.</summary>
    public string Outbox => Path.Combine(Root, "outbox");

    /// <summary>Packs of models, a folder for each. Made when the first is installed.</summary>
    public string Models => Path.Combine(Root, "models");

    private static void CreatePrivate(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
