using Pixeli.Imaging.Native;

namespace Pixeli.Imaging.Decoding;

/// <summary>Which library decodes HEIC here, if any: the prebuilt libvips has no HEVC for reasons of patents.</summary>
internal sealed class HeicSupport
{
    private const string Advice = "HEIC photos cannot be decoded: install libheif1 (Debian, Ubuntu) or libheif (Fedora, Alpine, Homebrew)";

    public HeicSupport(string? configuredPath) : this(configuredPath, NativeLibraries.TryLoadHeif(configuredPath))
    {
    }

    internal HeicSupport(string? configuredPath, bool isLoaded)
    {
        if (!isLoaded)
            UnavailableReason = configuredPath is null ? $"{Advice}." : $"{Advice}; {configuredPath} could not be loaded.";
        else if (HeifImports.HaveDecoder(HeifImports.CompressionHevc) == 0)
            UnavailableReason = $"{Advice} with its HEVC decoder libde265 (a package of its own since Debian 13 and Ubuntu 24.04: libheif-plugin-libde265).";
    }

    /// <summary>Null when libheif decodes HEIC, else one line saying what to install.</summary>
    public string? UnavailableReason { get; }
}
