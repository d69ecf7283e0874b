using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Pixeli.Imaging.Native;

/// <summary>libvips refused an operation; the message is its own error text.</summary>
[SuppressMessage("Design", "CA1064", Justification = "Always translated to ImagingException before it leaves the library.")]
internal sealed class VipsException(string message) : Exception(message)
{
    /// <summary>Drops what earlier photos left in the error buffer: an operation may complain there and still succeed.</summary>
    public static void Forget() => VipsImports.ClearErrors();

    /// <summary>Empties the library's error buffer, which all threads share, into an exception.</summary>
    public static VipsException Take(string operation)
    {
        var text = VipsImports.TakeErrorText();
        var detail = Marshal.PtrToStringUTF8(text)?.Trim();
        GObjectImports.Free(text);
        return new VipsException(string.IsNullOrEmpty(detail) ? $"{operation} failed" : detail);
    }
}
