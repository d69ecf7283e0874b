using System.Runtime.InteropServices;
using Pixeli.Vision.Native;

namespace Pixeli.Vision.Onnx;

/// <summary>Reads what a session takes and gives.</summary>
internal sealed class SessionTensors(OrtApi api, OrtHandle session, string name)
{
    public static (IReadOnlyList<TensorShape> Inputs, IReadOnlyList<TensorShape> Outputs) Of(OrtApi api, OrtHandle session, string name)
    {
        var tensors = new SessionTensors(api, session, name);
        tensors.Check(api.InputCount(session, out var inputs));
        tensors.Check(api.OutputCount(session, out var outputs));
        tensors.Check(api.DefaultAllocator(out var allocator));
        return ([.. Enumerable.Range(0, (int)inputs).Select(index => tensors.Input(index, allocator))],
            [.. Enumerable.Range(0, (int)outputs).Select(index => tensors.Output(index, allocator))]);
    }

    private TensorShape Input(int index, nint allocator)
    {
        Check(api.InputName(session, index, allocator, out var text));
        Check(api.InputType(session, index, out var type));
        return Shape(text, allocator, type);
    }

    private TensorShape Output(int index, nint allocator)
    {
        Check(api.OutputName(session, index, allocator, out var text));
        Check(api.OutputType(session, index, out var type));
        return Shape(text, allocator, type);
    }

    private TensorShape Shape(nint text, nint allocator, nint type)
    {
        using var typeInfo = new OrtHandle(api, OrtKind.TypeInfo, type);
        var tensorName = Marshal.PtrToStringUTF8(text) ?? "";
        Check(api.Free(allocator, text));
        Check(api.TensorInfo(typeInfo, out var info)); // belongs to the type; null for maps and sequences
        return info == 0 ? new TensorShape(tensorName, ElementType.Other, []) : Read(tensorName, info);
    }

    private TensorShape Read(string tensorName, nint info)
    {
        Check(api.ElementType(info, out var elementType));
        Check(api.DimensionCount(info, out var count));
        var dimensions = new long[count];
        Check(api.Dimensions(info, dimensions));
        var type = Enum.IsDefined((ElementType)elementType) ? (ElementType)elementType : ElementType.Other;
        return new TensorShape(tensorName, type, [.. dimensions.Select(length => (int)Math.Clamp(length, -1, int.MaxValue))]);
    }

    private void Check(nint status) => OrtStatus.OnOpen(api, status, name);
}
