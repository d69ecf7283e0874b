using System.Reflection;
using System.Runtime.InteropServices;

[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]

namespace Pixeli.Imaging.Native;

/// <summary>Finds the native libraries behind the imports of this folder.</summary>
internal static class NativeLibraries
{
    public const string Vips = "pixeli-vips";
    public const string Heif = "pixeli-heif";

    private static readonly Lock Gate = new();
    private static bool _registered;
    private static nint _vips;
    private static nint _heif;

    /// <summary>Whether there is a libvips that was built for this program and came with it.</summary>
    public static bool BringsVips(string? configuredPath) => configuredPath is null && BesideTheProgram().Any();

    /// <summary>Loads libvips once a process; later calls keep the library that was loaded first.</summary>
    public static void LoadVips(string? configuredPath)
    {
        lock (Gate)
        {
            Register();
            if (_vips == 0)
                _vips = VipsCandidates(configuredPath).Select(TryLoad).FirstOrDefault(handle => handle != 0);
        }
        if (_vips == 0)
            throw new ImagingException(ImagingFailure.LibraryMissing, configuredPath is null ? null : $"Not loadable: {configuredPath}");
    }

    public static bool TryLoadHeif(string? configuredPath)
    {
        lock (Gate)
        {
            Register();
            if (_heif == 0)
                _heif = HeifCandidates(configuredPath).Select(TryLoad).FirstOrDefault(handle => handle != 0);
            return _heif != 0;
        }
    }

    private static void Register()
    {
        if (_registered)
            return;
        NativeLibrary.SetDllImportResolver(Assembly.GetExecutingAssembly(), Resolve);
        _registered = true;
    }

    // GLib needs no handle of its own: looking a symbol up in libvips also looks through the libraries libvips was linked to,
    // and the self-contained build exports GLib itself.
    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath) => name switch
    {
        Vips => _vips,
        Heif => _heif,
        _ => 0,
    };

    private static nint TryLoad(string path) => NativeLibrary.TryLoad(path, out var handle) ? handle : 0;

    private static IEnumerable<string> VipsCandidates(string? configuredPath)
    {
        if (configuredPath is not null)
            return [configuredPath];
        return [.. BesideTheProgram(), "libvips.so.42", "libvips.42.dylib", "/opt/homebrew/lib/libvips.42.dylib", "libvips-42.dll"];
    }

    private static IEnumerable<string> HeifCandidates(string? configuredPath) =>
        configuredPath is not null ? [configuredPath] : ["libheif.so.1", "libheif.1.dylib", "/opt/homebrew/lib/libheif.1.dylib"];

    private static IEnumerable<string> BesideTheProgram() =>
        Directory.EnumerateFiles(AppContext.BaseDirectory, OperatingSystem.IsMacOS() ? "libvips-cpp*.dylib" : "libvips-cpp.so.*").Order();
}
