using Pixeli.Imaging.Native;

namespace Pixeli.Imaging.Rendering;

/// <summary>Writes pixels as files without a trace of the original's metadata.</summary>
internal static class Encoding
{
    private static readonly Version KeepsByFlags = new(8, 15);

    public static byte[] Jpeg(VipsImage pixels, int quality) =>
        Stripped(new VipsOperation("jpegsave_buffer").With("in", pixels).With("Q", quality).With("optimize_coding", true)).Bytes();

    public static byte[] WebP(VipsImage pixels, int quality, int effort) =>
        Stripped(new VipsOperation("webpsave_buffer").With("in", pixels).With("Q", quality).With("effort", effort)).Bytes();

    private static VipsOperation Stripped(VipsOperation save) =>
        VipsRuntime.Version >= KeepsByFlags ? save.With("keep", 0) : save.With("strip", true);
}
