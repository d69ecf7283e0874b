using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Pixeli.Imaging.Native;

/// <summary>libheif's error, returned by value: the text belongs to the library.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct HeifError
{
    private readonly int _code;
    private readonly int _subcode;
    private readonly nint _message;

    public void ThrowIfFailed()
    {
        if (_code != 0)
            throw new HeifException($"{Marshal.PtrToStringUTF8(_message)} ({_code}.{_subcode})");
    }
}

[SuppressMessage("Design", "CA1064", Justification = "Always translated to ImagingException before it leaves the library.")]
internal sealed class HeifException(string message) : Exception(message);

internal sealed class HeifContext : SafeHandle
{
    public HeifContext() : base(0, ownsHandle: true) => SetHandle(HeifImports.NewContext());

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        HeifImports.FreeContext(handle);
        return true;
    }
}

internal sealed class HeifHandle : SafeHandle
{
    public HeifHandle(nint reference) : base(0, ownsHandle: true) => SetHandle(reference);

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        HeifImports.ReleaseHandle(handle);
        return true;
    }
}

internal sealed class HeifImage : SafeHandle
{
    public HeifImage(nint reference) : base(0, ownsHandle: true) => SetHandle(reference);

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        HeifImports.ReleaseImage(handle);
        return true;
    }
}
