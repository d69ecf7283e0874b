using System.Runtime.InteropServices;

namespace Pixeli.Imaging.Native;

/// <summary>The few functions of libheif (1.12 or later) that reading one photo takes.</summary>
internal static partial class HeifImports
{
    public const int CompressionHevc = 1;
    public const int ColorspaceRgb = 1;
    public const int ChromaInterleavedRgb = 10;
    public const int ChromaInterleavedRgba = 11;
    public const int ChannelInterleaved = 10;

    private const string Library = NativeLibraries.Heif;

    [LibraryImport(Library, EntryPoint = "heif_have_decoder_for_format")]
    public static partial int HaveDecoder(int compression);

    [LibraryImport(Library, EntryPoint = "heif_context_alloc")]
    public static partial nint NewContext();

    [LibraryImport(Library, EntryPoint = "heif_context_free")]
    public static partial void FreeContext(nint context);

    [LibraryImport(Library, EntryPoint = "heif_context_set_maximum_image_size_limit")]
    public static partial void LimitSize(HeifContext context, int pixelsAnEdge);

    [LibraryImport(Library, EntryPoint = "heif_context_read_from_file", StringMarshalling = StringMarshalling.Utf8)]
    public static partial HeifError ReadFile(HeifContext context, string path, nint options);

    [LibraryImport(Library, EntryPoint = "heif_context_get_number_of_top_level_images")]
    public static partial int TopLevelImages(HeifContext context);

    [LibraryImport(Library, EntryPoint = "heif_context_get_primary_image_handle")]
    public static partial HeifError PrimaryImage(HeifContext context, out nint handle);

    [LibraryImport(Library, EntryPoint = "heif_image_handle_release")]
    public static partial void ReleaseHandle(nint handle);

    [LibraryImport(Library, EntryPoint = "heif_image_handle_get_width")]
    public static partial int HandleWidth(HeifHandle handle);

    [LibraryImport(Library, EntryPoint = "heif_image_handle_get_height")]
    public static partial int HandleHeight(HeifHandle handle);

    [LibraryImport(Library, EntryPoint = "heif_image_handle_has_alpha_channel")]
    public static partial int HasAlpha(HeifHandle handle);

    [LibraryImport(Library, EntryPoint = "heif_image_handle_get_raw_color_profile_size")]
    public static partial nuint ProfileSize(HeifHandle handle);

    [LibraryImport(Library, EntryPoint = "heif_image_handle_get_raw_color_profile")]
    public static partial HeifError Profile(HeifHandle handle, Span<byte> profile);

    [LibraryImport(Library, EntryPoint = "heif_decode_image")]
    public static partial HeifError Decode(HeifHandle handle, out nint image, int colorspace, int chroma, nint options);

    [LibraryImport(Library, EntryPoint = "heif_image_release")]
    public static partial void ReleaseImage(nint image);

    [LibraryImport(Library, EntryPoint = "heif_image_get_width")]
    public static partial int ImageWidth(HeifImage image, int channel);

    [LibraryImport(Library, EntryPoint = "heif_image_get_height")]
    public static partial int ImageHeight(HeifImage image, int channel);

    [LibraryImport(Library, EntryPoint = "heif_image_get_plane_readonly")]
    public static partial nint Plane(HeifImage image, int channel, out int stride);
}
