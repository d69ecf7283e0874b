namespace Pixeli.Imaging.Native;

internal enum VipsBandFormat
{
    UChar = 0,
    Char = 1,
    UShort = 2,
    Short = 3,
    UInt = 4,
    Int = 5,
    Float = 6,
}

internal enum VipsInterpretation
{
    Multiband = 0,
    Grey = 1,
    Cmyk = 15,
    Rgb = 17,
    Srgb = 22,
    Rgb16 = 25,
    Grey16 = 26,
    ScRgb = 28,
}

internal enum VipsAccess
{
    Random = 0,
    Sequential = 1,
}

/// <summary>How damaged a file may be: <c>Error</c> refuses missing or undecodable pixels and lets warnings pass.</summary>
internal enum VipsFailOn
{
    None = 0,
    Truncated = 1,
    Error = 2,
    Warning = 3,
}

internal enum VipsKernel
{
    Linear = 1,
    Cubic = 2,
    Lanczos3 = 5,
}
