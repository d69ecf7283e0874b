using System.Runtime.InteropServices;

namespace Pixeli.Vision.Native;

/// <summary>What a handle refers to: the place of its release function in the table.</summary>
internal enum OrtKind
{
    Env = 92,
    Status = 93,
    MemoryInfo = 94,
    Session = 95,
    Value = 96,
    TypeInfo = 98,
    TensorInfo = 99,
    SessionOptions = 100,
}

/// <summary>An object of ONNX Runtime's. A session keeps its environment alive for as long as it lives itself.</summary>
internal sealed class OrtHandle : SafeHandle
{
    private readonly OrtApi _api;
    private readonly OrtKind _kind;
    private readonly OrtHandle? _owner;

    public OrtHandle(OrtApi api, OrtKind kind, nint instance, OrtHandle? owner = null) : base(0, ownsHandle: true)
    {
        (_api, _kind) = (api, kind);
        var held = false;
        owner?.DangerousAddRef(ref held);
        _owner = held ? owner : null;
        SetHandle(instance);
    }

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        _api.Release(_kind, handle);
        _owner?.DangerousRelease();
        return true;
    }
}
