using System.Runtime.InteropServices;

namespace Pixeli.Vision.Native;

/// <summary>Finds ONNX Runtime and asks it for its table of functions.</summary>
internal static unsafe class OrtLibrary
{
    /// <summary>The version of the table that <see cref="OrtApi"/> reads; later libraries keep it and append to it.</summary>
    private const uint ApiVersion = 17;

    private static readonly Lock Gate = new();
    private static OrtApi? _loaded;

    /// <summary>Loads the library once a process; later calls keep the one that was loaded first.</summary>
    /// <exception cref="VisionException">There is none, or it is too old.</exception>
    public static OrtApi Load(string? configuredPath)
    {
        lock (Gate)
            return _loaded ??= Open(Find(configuredPath));
    }

    private static nint Find(string? configuredPath)
    {
        foreach (var path in Candidates(configuredPath))
            if (NativeLibrary.TryLoad(path, out var library))
                return library;
        throw new VisionException(VisionFailure.LibraryMissing, configuredPath is null
            ? "ONNX Runtime was not found. Install the npm packages, or the system's libonnxruntime."
            : $"ONNX Runtime could not be loaded from {configuredPath}.");
    }

    /// <summary>
    /// onnxruntime_c_api.h: "OrtApiBase … GetApi(version): Get a pointer to the requested version of the OrtApi … nullptr if the version
    /// passed is not supported"; "GetVersionString: a null terminated string of the version of the Onnxruntime library".
    /// </summary>
    private static OrtApi Open(nint library)
    {
        if (!NativeLibrary.TryGetExport(library, "OrtGetApiBase", out var export))
            throw new VisionException(VisionFailure.LibraryMissing, "The library is not ONNX Runtime: it has no OrtGetApiBase.");
        var functions = ((delegate* unmanaged[Cdecl]<nint*>)export)();
        var version = Marshal.PtrToStringUTF8(((delegate* unmanaged[Cdecl]<nint>)functions[1])()) ?? "";
        var table = ((delegate* unmanaged[Cdecl]<uint, nint>)functions[0])(ApiVersion);
        return table != 0 ? new OrtApi(table, version) : throw new VisionException(VisionFailure.LibraryMissing,
            $"ONNX Runtime {version} is too old: 1.{ApiVersion} or later is needed.");
    }

    private static IEnumerable<string> Candidates(string? configuredPath)
    {
        if (configuredPath is not null)
            return [configuredPath];
        string[] names = OperatingSystem.IsWindows() ? ["onnxruntime.dll"]
            : OperatingSystem.IsMacOS() ? ["libonnxruntime.1.dylib", "libonnxruntime.dylib"]
            : ["libonnxruntime.so.1", "libonnxruntime.so"];
        return [.. names.Select(name => Path.Combine(AppContext.BaseDirectory, name)), .. names, "/opt/homebrew/lib/libonnxruntime.dylib"];
    }
}
