using System.Runtime.InteropServices;

namespace Pixeli.Imaging.Native;

/// <summary>GLib's typed box: a type id and sixteen bytes that only GLib looks into.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct GValue
{
    public nuint Type;
    private readonly long _first;
    private readonly long _second;
}

/// <summary>GLib's fundamental types: the number shifted by two bits (gtype.h, G_TYPE_MAKE_FUNDAMENTAL).</summary>
internal static class GType
{
    public const nuint Boolean = 5 << 2;
    public const nuint Int = 6 << 2;
    public const nuint Double = 15 << 2;
    public const nuint String = 16 << 2;
}
