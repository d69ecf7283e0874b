using System.Security.Cryptography;
using System.Text;

namespace Pixeli.Vision.Packs;

/// <summary>
/// The packs in a folder, one folder a pack. Several processes may use it: what one installs, removes or finds broken, the others see.
/// Nothing is ever downloaded unasked. Thread-safe.
/// </summary>
public sealed class PackStore(string folder)
{
    private const string BrokenMark = "broken.txt";

    /// <summary>Every pack that is known or installed, those shipped with the program first. Looks at files' lengths, not into them.</summary>
    public IReadOnlyList<PackInfo> List() =>
        [.. KnownPacks.All.Select(pack => pack.Name).Union(InstalledNames())
            .OrderBy(KnownPacks.Place).Select(Find).OfType<PackInfo>()];

    /// <summary>A pack by name; null when it is neither known nor installed.</summary>
    public PackInfo? Find(string name)
    {
        var known = KnownPacks.Find(name);
        if (known is null && !InstalledNames().Contains(name))
            return null;
        return Installed(name, known) ?? (known is null ? null : new PackInfo(known, PackState.Available));
    }

    /// <summary>The description by which a pack would be installed, from a folder where one is given; null when there is none.</summary>
    /// <exception cref="VisionException">The folder's description cannot be understood.</exception>
    public ModelPack? Offered(string name, string? from) => (from is null ? null : Described(name, from)) ?? KnownPacks.Find(name) ?? Find(name)?.Pack;

    /// <summary>Changes whenever an installed, sound pack does: with its files, and with everything its description says.</summary>
    public string Stamp
    {
        get
        {
            var text = string.Join('\n', List().Where(pack => pack.State == PackState.Installed).Select(pack => $"{pack.Name} {pack.Pack.Stamp}"));
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
        }
    }

    /// <summary>Downloads a pack's files, checks their lengths and checksums, and puts them in place at once. Replaces the pack if it is there.</summary>
    /// <exception cref="VisionException">There is no such pack, it cannot be downloaded, or what came is not what its description says.</exception>
    public async Task<PackInfo> InstallAsync(
        string name, HttpClient client, IProgress<PackProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var pack = KnownPacks.Find(name) ?? Find(name)?.Pack ?? throw Unknown(name);
        return await InstallAsync(pack, new DownloadSource(client), progress, cancellationToken);
    }

    /// <summary>
    /// Installs a pack from a folder that holds its files. A <c>pack.json</c> there is its description, if it is of this pack; that is how
    /// packs come in that the program does not know.
    /// </summary>
    /// <exception cref="VisionException">There is no such pack, a file is missing there, or it is not what the description says.</exception>
    public async Task<PackInfo> InstallFromAsync(
        string name, string from, IProgress<PackProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var pack = Described(name, from) ?? KnownPacks.Find(name) ?? throw Unknown(name);
        return await InstallAsync(pack, new FolderSource(from), progress, cancellationToken);
    }

    /// <summary>Reads all of an installed pack's files and compares their checksums; marks it as broken or as sound.</summary>
    /// <exception cref="VisionException">It is not installed.</exception>
    public async Task<PackInfo> VerifyAsync(string name, IProgress<PackProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        if (Find(name) is not { State: not PackState.Available } info)
            throw new VisionException(VisionFailure.UnknownPack, $"The pack \"{name}\" is not installed.");
        var reason = await PackCheck.ReasonAsync(info.Pack, PathOf(name), progress, cancellationToken);
        if (reason is null)
            File.Delete(Path.Combine(PathOf(name), BrokenMark));
        else
            MarkBroken(name, reason);
        return Find(name) ?? throw Unknown(name);
    }

    /// <summary>Removes an installed pack's files; models that are open stay usable until they are closed.</summary>
    /// <returns>Whether it was there.</returns>
    /// <exception cref="VisionException">An installation is going on.</exception>
    public bool Remove(string name)
    {
        if (!InstalledNames().Contains(name))
            return false;
        using var alone = PackFolders.Lock(folder);
        PackFolders.Discard(folder, name);
        return true;
    }

    /// <summary>Says that an installed pack turned out not to work; it stays so until it is verified or installed anew.</summary>
    public void MarkBroken(string name, string reason)
    {
        if (Directory.Exists(PathOf(name)))
            File.WriteAllText(Path.Combine(PathOf(name), BrokenMark), reason);
    }

    internal string PathOf(string name) => Path.Combine(folder, name);

    private async Task<PackInfo> InstallAsync(
        ModelPack pack, IPackSource source, IProgress<PackProgress>? progress, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        using var alone = PackFolders.Lock(folder);
        using var installation = new PackInstallation(folder, pack, source, progress);
        await installation.RunAsync(cancellationToken);
        return Find(pack.Name) ?? throw Unknown(pack.Name);
    }

    private PackInfo? Installed(string name, ModelPack? known)
    {
        var description = Path.Combine(PathOf(name), PackJson.FileName);
        if (!File.Exists(description))
            return null;
        var installedAt = new DateTimeOffset(File.GetLastWriteTimeUtc(description), TimeSpan.Zero);
        try
        {
            using var json = File.OpenRead(description);
            var pack = PackJson.Read(json, $"{name}/{PackJson.FileName}");
            var reason = pack.Name == name ? PackCheck.QuickReason(pack, PathOf(name)) ?? Mark(name) : $"Its description is of the pack \"{pack.Name}\".";
            return new PackInfo(pack with { Name = name }, reason is null ? PackState.Installed : PackState.Broken, reason, installedAt);
        }
        catch (Exception exception) when (exception is VisionException or IOException or UnauthorizedAccessException)
        {
            return new PackInfo(known ?? Nameless(name), PackState.Broken, exception.Message, installedAt);
        }
    }

    private string? Mark(string name)
    {
        var mark = Path.Combine(PathOf(name), BrokenMark);
        return File.Exists(mark) ? File.ReadAllText(mark) : null;
    }

    private List<string> InstalledNames() => Directory.Exists(folder)
        ? [.. Directory.EnumerateDirectories(folder).Select(path => Path.GetFileName(path)).Where(name => name[0] != '.' && File.Exists(Path.Combine(folder, name, PackJson.FileName)))]
        : [];

    private static ModelPack? Described(string name, string from)
    {
        var description = Path.Combine(from, PackJson.FileName);
        if (!File.Exists(description))
            return null;
        using var json = File.OpenRead(description);
        var pack = PackJson.Read(json, description);
        return pack.Name == name ? pack : null;
    }

    private static ModelPack Nameless(string name) => new(name, name, "", "", [], [], []);

    private static VisionException Unknown(string name) => new(VisionFailure.UnknownPack,
        $"There is no pack \"{name}\". Known are {string.Join(", ", KnownPacks.All.Select(pack => pack.Name))}; any other needs a folder with its pack.json.");
}
