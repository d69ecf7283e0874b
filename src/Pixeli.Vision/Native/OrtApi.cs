using System.Runtime.InteropServices;

namespace Pixeli.Vision.Native;

/// <summary>
/// The functions of ONNX Runtime's C API that running a model takes. onnxruntime_c_api.h: "All functions are in a struct … new functions
/// are only ever added at the end", so a function's place in the table is its name.
/// </summary>
internal sealed unsafe class OrtApi(nint table, string version)
{
    private readonly nint* _table = (nint*)table;

    public string Version => version;

    public int ErrorCode(nint status) => ((delegate* unmanaged[Cdecl]<nint, int>)_table[1])(status);

    public string ErrorMessage(nint status) => Marshal.PtrToStringUTF8(((delegate* unmanaged[Cdecl]<nint, nint>)_table[2])(status)) ?? "";

    public nint CreateEnv(int severity, byte* name, out nint env) => Out((delegate* unmanaged[Cdecl]<int, byte*, nint*, nint>)_table[3], severity, name, out env);

    public nint DisableTelemetry(OrtHandle env) => With((delegate* unmanaged[Cdecl]<nint, nint>)_table[6], env);

    public nint CreateSession(OrtHandle env, void* path, OrtHandle options, out nint session)
    {
        nint created = 0;
        var status = ((delegate* unmanaged[Cdecl]<nint, void*, nint, nint*, nint>)_table[7])(
            env.DangerousGetHandle(), path, options.DangerousGetHandle(), &created);
        session = created;
        return status;
    }

    public nint Run(
        OrtHandle session, ReadOnlySpan<nint> inputNames, ReadOnlySpan<nint> inputs, ReadOnlySpan<nint> outputNames, Span<nint> outputs)
    {
        fixed (nint* names = inputNames, values = inputs, wanted = outputNames, results = outputs)
            return ((delegate* unmanaged[Cdecl]<nint, nint, nint*, nint*, nuint, nint*, nuint, nint*, nint>)_table[9])(
                session.DangerousGetHandle(), 0, names, values, (nuint)inputs.Length, wanted, (nuint)outputs.Length, results);
    }

    public nint CreateSessionOptions(out nint options) => Out((delegate* unmanaged[Cdecl]<nint*, nint>)_table[10], out options);

    public nint DisableArena(OrtHandle options) => With((delegate* unmanaged[Cdecl]<nint, nint>)_table[19], options);

    public nint SetLogSeverity(OrtHandle options, int severity) => With((delegate* unmanaged[Cdecl]<nint, int, nint>)_table[22], options, severity);

    public nint SetOptimization(OrtHandle options, int level) => With((delegate* unmanaged[Cdecl]<nint, int, nint>)_table[23], options, level);

    public nint SetIntraOpThreads(OrtHandle options, int threads) => With((delegate* unmanaged[Cdecl]<nint, int, nint>)_table[24], options, threads);

    public nint SetInterOpThreads(OrtHandle options, int threads) => With((delegate* unmanaged[Cdecl]<nint, int, nint>)_table[25], options, threads);

    public nint AddConfig(OrtHandle options, byte* key, byte* value) =>
        ((delegate* unmanaged[Cdecl]<nint, byte*, byte*, nint>)_table[130])(options.DangerousGetHandle(), key, value);

    public nint InputCount(OrtHandle session, out nint count) => Get(_table[30], session, out count);

    public nint OutputCount(OrtHandle session, out nint count) => Get(_table[31], session, out count);

    public nint InputType(OrtHandle session, int index, out nint type) => At(_table[33], session, index, out type);

    public nint OutputType(OrtHandle session, int index, out nint type) => At(_table[34], session, index, out type);

    public nint InputName(OrtHandle session, int index, nint allocator, out nint name) => At(_table[36], session, index, allocator, out name);

    public nint OutputName(OrtHandle session, int index, nint allocator, out nint name) => At(_table[37], session, index, allocator, out name);

    public nint CreateTensor(OrtHandle memory, void* data, nuint bytes, ReadOnlySpan<long> shape, int elementType, out nint value)
    {
        nint created = 0;
        nint status;
        fixed (long* dimensions = shape)
            status = ((delegate* unmanaged[Cdecl]<nint, void*, nuint, long*, nuint, int, nint*, nint>)_table[49])(
                memory.DangerousGetHandle(), data, bytes, dimensions, (nuint)shape.Length, elementType, &created);
        value = created;
        return status;
    }

    public nint TensorData(OrtHandle value, out nint data) => Get(_table[51], value, out data);

    public nint TensorInfo(OrtHandle typeInfo, out nint info) => Get(_table[55], typeInfo, out info);

    public nint ElementType(nint info, out int type)
    {
        int found;
        var status = ((delegate* unmanaged[Cdecl]<nint, int*, nint>)_table[60])(info, &found);
        type = found;
        return status;
    }

    public nint DimensionCount(nint info, out nint count)
    {
        nint found;
        var status = ((delegate* unmanaged[Cdecl]<nint, nint*, nint>)_table[61])(info, &found);
        count = found;
        return status;
    }

    public nint Dimensions(nint info, Span<long> dimensions)
    {
        fixed (long* found = dimensions)
            return ((delegate* unmanaged[Cdecl]<nint, long*, nuint, nint>)_table[62])(info, found, (nuint)dimensions.Length);
    }

    public nint TensorShape(OrtHandle value, out nint info) => Get(_table[65], value, out info);

    public nint CreateCpuMemory(int allocatorType, int memoryType, out nint memory)
    {
        nint created = 0;
        var status = ((delegate* unmanaged[Cdecl]<int, int, nint*, nint>)_table[69])(allocatorType, memoryType, &created);
        memory = created;
        return status;
    }

    public nint Free(nint allocator, nint memory) => ((delegate* unmanaged[Cdecl]<nint, nint, nint>)_table[76])(allocator, memory);

    public nint DefaultAllocator(out nint allocator) => Out((delegate* unmanaged[Cdecl]<nint*, nint>)_table[78], out allocator);

    public void Release(OrtKind kind, nint instance) => ((delegate* unmanaged[Cdecl]<nint, void>)_table[(int)kind])(instance);

    private static nint With(delegate* unmanaged[Cdecl]<nint, nint> function, OrtHandle handle) => function(handle.DangerousGetHandle());

    private static nint With(delegate* unmanaged[Cdecl]<nint, int, nint> function, OrtHandle handle, int value) =>
        function(handle.DangerousGetHandle(), value);

    private static nint Out(delegate* unmanaged[Cdecl]<nint*, nint> function, out nint created)
    {
        nint made = 0;
        var status = function(&made);
        created = made;
        return status;
    }

    private static nint Out(delegate* unmanaged[Cdecl]<int, byte*, nint*, nint> function, int number, byte* text, out nint created)
    {
        nint made = 0;
        var status = function(number, text, &made);
        created = made;
        return status;
    }

    private static nint Get(nint function, OrtHandle handle, out nint found)
    {
        nint got = 0;
        var status = ((delegate* unmanaged[Cdecl]<nint, nint*, nint>)function)(handle.DangerousGetHandle(), &got);
        found = got;
        return status;
    }

    private static nint At(nint function, OrtHandle handle, int index, out nint found)
    {
        nint got = 0;
        var status = ((delegate* unmanaged[Cdecl]<nint, nuint, nint*, nint>)function)(handle.DangerousGetHandle(), (nuint)index, &got);
        found = got;
        return status;
    }

    private static nint At(nint function, OrtHandle handle, int index, nint allocator, out nint found)
    {
        nint got = 0;
        var status = ((delegate* unmanaged[Cdecl]<nint, nuint, nint, nint*, nint>)function)(
            handle.DangerousGetHandle(), (nuint)index, allocator, &got);
        found = got;
        return status;
    }
}
