using System.Runtime.InteropServices;
using Pixeli.Vision.Native;

namespace Pixeli.Vision.Onnx;

/// <summary>One run of a model: the pinned arrays, names and values that live as long as it.</summary>
internal sealed unsafe class ModelRun(OrtApi api, OrtHandle session, OrtHandle memory, string name) : IDisposable
{
    private readonly List<GCHandle> _pinned = [];
    private readonly List<OrtHandle> _values = [];
    private readonly List<nint> _names = [];
    private bool _holdsSession;
    private bool _holdsMemory;

    public IReadOnlyList<FloatTensor> Run(IReadOnlyDictionary<string, Tensor> inputs, IReadOnlyList<string> outputs)
    {
        // Whoever disposes the model meanwhile waits for this run with what is freed.
        session.DangerousAddRef(ref _holdsSession);
        memory.DangerousAddRef(ref _holdsMemory);
        var inputNames = inputs.Keys.Select(Name).ToArray();
        var inputValues = inputs.Values.Select(Value).ToArray();
        var outputNames = outputs.Select(Name).ToArray();
        var results = new nint[outputs.Count];
        try
        {
            Check(api.Run(session, inputNames, inputValues, outputNames, results));
        }
        finally
        {
            _values.AddRange(results.Where(value => value != 0).Select(value => new OrtHandle(api, OrtKind.Value, value)));
        }
        return [.. _values.Skip(inputs.Count).Select(Copy)];
    }

    public void Dispose()
    {
        _values.ForEach(value => value.Dispose());
        _pinned.ForEach(pin => pin.Free());
        _names.ForEach(Marshal.FreeCoTaskMem);
        if (_holdsMemory)
            memory.DangerousRelease();
        if (_holdsSession)
            session.DangerousRelease();
    }

    private nint Name(string text)
    {
        _names.Add(Marshal.StringToCoTaskMemUTF8(text));
        return _names[^1];
    }

    private nint Value(Tensor tensor)
    {
        var (array, type, bytes) = tensor switch
        {
            FloatTensor floats => ((Array)floats.Values, ElementType.Numbers, floats.Values.Length * sizeof(float)),
            LongTensor longs => (longs.Values, ElementType.Integers, longs.Values.Length * sizeof(long)),
            _ => throw new ArgumentException($"{tensor.GetType().Name} is not a tensor that can be given to a model.", nameof(tensor)),
        };
        var pin = GCHandle.Alloc(array, GCHandleType.Pinned);
        _pinned.Add(pin);
        long[] shape = [.. tensor.Shape];
        Check(api.CreateTensor(memory, (void*)pin.AddrOfPinnedObject(), (nuint)bytes, shape, (int)type, out var value));
        _values.Add(new OrtHandle(api, OrtKind.Value, value));
        return value;
    }

    private FloatTensor Copy(OrtHandle value)
    {
        Check(api.TensorShape(value, out var created));
        using var info = new OrtHandle(api, OrtKind.TensorInfo, created);
        var shapeInfo = info.DangerousGetHandle();
        Check(api.ElementType(shapeInfo, out var type));
        if (type != (int)ElementType.Numbers)
            throw new VisionException(VisionFailure.ModelMismatch, $"{name} gave a tensor that is not of floating point numbers.");
        Check(api.DimensionCount(shapeInfo, out var count));
        var dimensions = new long[count];
        Check(api.Dimensions(shapeInfo, dimensions));
        int[] shape = [.. dimensions.Select(length => checked((int)length))];
        Check(api.TensorData(value, out var data));
        var length = shape.Aggregate(1, (product, dimension) => checked(product * dimension));
        return new FloatTensor(shape, new ReadOnlySpan<float>((void*)data, length).ToArray());
    }

    private void Check(nint status) => OrtStatus.OnRun(api, status, name);
}
