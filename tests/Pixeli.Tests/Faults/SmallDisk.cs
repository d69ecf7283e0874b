using System.Diagnostics;
using System.Globalization;

namespace Pixeli.Tests.Faults;

/// <summary>A file system of its own in memory, so small that it can be filled. Only root may mount one.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private const string Filler = "filler";

    private SmallDisk(string path) => Path = path;

    /// <summary>Why there can be none here; null where there can.</summary>
    public static string? Missing => OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess ? null : "Only root may mount a small disk, on Linux.";

    public string Path { get; }

    /// <summary>Mounts it over a folder that is there.</summary>
    public static async Task<SmallDisk> MountAsync(string folder, int megabytes)
    {
        await RunAsync("mount", "-t", "tmpfs", "-o", string.Create(CultureInfo.InvariantCulture, $"size={megabytes}m"), "tmpfs", folder);
        return new(folder);
    }

    /// <summary>Fills it until nothing goes in but so many bytes.</summary>
    public void Fill(int leave = 0)
    {
        using var file = new FileStream(System.IO.Path.Combine(Path, Filler), FileMode.Create, FileAccess.Write, FileShare.None, 0);
        var piece = new byte[4096];
        try
        {
            while (true)
                file.Write(piece);
        }
        catch (IOException)
        {
            file.SetLength(Math.Max(0, file.Length - leave));
        }
    }

    public void MakeRoom() => File.Delete(System.IO.Path.Combine(Path, Filler));

    public async ValueTask DisposeAsync() => await RunAsync("umount", "--lazy", Path);

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var said = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program}: {said}");
    }
}

/// <summary>A test on a disk that is really full.</summary>
public sealed class SmallDiskFactAttribute : FactAttribute
{
    public SmallDiskFactAttribute() => Skip = SmallDisk.Missing;
}
