using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Pixeli.Vision.Native;

namespace Pixeli.Vision.Onnx;

/// <summary>A model that is ready to run: named tensors in, named tensors out. Thread-safe; several threads may run it at once.</summary>
public sealed class OnnxModel : IDisposable
{
    private readonly OrtApi _api;
    private readonly OrtHandle _session;
    private readonly OrtHandle _memory;

    private OnnxModel(OrtApi api, OrtHandle session, string name)
    {
        (_api, _session, Name) = (api, session, name);
        OrtStatus.OnStart(api, api.CreateCpuMemory(allocatorType: 0, memoryType: 0, out var memory));
        _memory = new OrtHandle(api, OrtKind.MemoryInfo, memory);
        (Inputs, Outputs) = SessionTensors.Of(api, session, name);
    }

    /// <summary>The file's name.</summary>
    public string Name { get; }

    public IReadOnlyList<TensorShape> Inputs { get; }

    public IReadOnlyList<TensorShape> Outputs { get; }

    [SuppressMessage("Reliability", "CA2000", Justification = "The model owns the session; where there is none, it is disposed here.")]
    internal static OnnxModel Open(OrtApi api, OrtHandle env, string path, int threads)
    {
        using var options = SessionOptions.Create(api, threads);
        nint created;
        unsafe
        {
            var name = OperatingSystem.IsWindows() ? Marshal.StringToCoTaskMemUni(path) : Marshal.StringToCoTaskMemUTF8(path);
            try
            {
                OrtStatus.OnOpen(api, api.CreateSession(env, (void*)name, options, out created), path);
            }
            finally
            {
                Marshal.FreeCoTaskMem(name);
            }
        }
        var session = new OrtHandle(api, OrtKind.Session, created, env);
        try
        {
            return new OnnxModel(api, session, Path.GetFileName(path));
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Makes sure that the model has an input of this shape; −1 where the caller takes any count.</summary>
    /// <exception cref="VisionException">It has not.</exception>
    public void RequireInput(string name, ElementType type, params ReadOnlySpan<int> dimensions) => Require("input", Inputs, name, type, dimensions);

    /// <summary>Makes sure that the model has an output of this shape; −1 where the caller takes any count.</summary>
    /// <exception cref="VisionException">It has not.</exception>
    public void RequireOutput(string name, ElementType type, params ReadOnlySpan<int> dimensions) => Require("output", Outputs, name, type, dimensions);

    /// <summary>Computes outputs.</summary>
    /// <param name="inputs">A tensor for every input of the model, by name.</param>
    /// <param name="outputs">The outputs wanted, by name; they come back in this order.</param>
    /// <exception cref="VisionException">An input is missing or has the wrong shape, an output does not exist, or the run failed.</exception>
    public IReadOnlyList<FloatTensor> Run(IReadOnlyDictionary<string, Tensor> inputs, params IReadOnlyList<string> outputs)
    {
        ObjectDisposedException.ThrowIf(_session.IsClosed, this);
        Check(inputs, outputs);
        using var run = new ModelRun(_api, _session, _memory, Name);
        return run.Run(inputs, outputs);
    }

    public void Dispose()
    {
        _session.Dispose();
        _memory.Dispose();
    }

    private void Require(string what, IReadOnlyList<TensorShape> tensors, string name, ElementType type, ReadOnlySpan<int> dimensions)
    {
        var wanted = new TensorShape(name, type, dimensions.ToArray());
        var found = tensors.FirstOrDefault(tensor => tensor.Name == name);
        if (found is null || found.Type != type || !found.Fits(wanted.Dimensions))
            throw new VisionException(VisionFailure.ModelMismatch,
                $"{Name} is not the model this needs: the {what} {wanted} was expected; it has {string.Join(", ", tensors)}.");
    }

    private void Check(IReadOnlyDictionary<string, Tensor> inputs, IReadOnlyList<string> outputs)
    {
        foreach (var input in Inputs)
            if (!inputs.TryGetValue(input.Name, out var tensor) || TypeOf(tensor) != input.Type || !input.Fits(tensor.Shape))
                throw new VisionException(VisionFailure.ModelMismatch, $"{Name} takes {input}, and was not given it.");
        if (outputs.FirstOrDefault(name => Outputs.All(output => output.Name != name)) is { } missing)
            throw new VisionException(VisionFailure.ModelMismatch, $"{Name} has no output {missing}.");
    }

    private static ElementType TypeOf(Tensor tensor) => tensor is LongTensor ? ElementType.Integers : ElementType.Numbers;
}
