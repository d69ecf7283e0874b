using System.Security.Cryptography;
using Pixeli.Storage;

namespace Pixeli.Hosting;

/// <summary>A random key in the data folder: made at first use, readable by its owner only, the same ever after.</summary>
public static class KeyFile
{
    private const int KeyBytes = 32;

    public static byte[] ReadOrCreate(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        if (!File.Exists(path))
            Create(folder, path);
        var key = File.ReadAllBytes(path);
        return key.Length == KeyBytes ? key : throw new InvalidDataException($"The key file {path} is damaged: restore it from a backup.");
    }

    private static void Create(string folder, string path)
    {
        var aside = $"{path}.{Environment.ProcessId}";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(aside, options))
        {
            file.Write(RandomNumberGenerator.GetBytes(KeyBytes));
            file.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(aside, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(aside); // another process starting at the same time was first: its key is the one
        }

        DurableFiles.FlushFolder(folder);
    }
}
