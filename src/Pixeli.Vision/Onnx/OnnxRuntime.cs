using Pixeli.Vision.Native;

namespace Pixeli.Vision.Onnx;

/// <summary>
/// ONNX Runtime, loaded when the first model is opened and not before. Never sends anything anywhere. Thread-safe.
/// </summary>
public sealed class OnnxRuntime(VisionOptions options) : IDisposable
{
    private const int OnlyFatal = 4; // what goes wrong is thrown; the library would say it a second time on standard error

    private readonly Lock _gate = new();
    private OrtHandle? _env;
    private OrtApi? _api;
    private bool _disposed;

    /// <summary>Null when models can be run, else one line that says what is missing. Loads the library.</summary>
    public string? UnavailableReason
    {
        get
        {
            try
            {
                Start();
                return null;
            }
            catch (VisionException exception)
            {
                return exception.Message;
            }
        }
    }

    /// <summary>The library in use, such as <c>1.30.0</c>; null until it is loaded.</summary>
    public string? LibraryVersion => _api?.Version;

    /// <summary>Loads a model and readies it to run.</summary>
    /// <exception cref="VisionException">The library or the file is missing, or the file is not a model this library can run.</exception>
    public OnnxModel Open(string path)
    {
        var (api, env) = Start();
        if (!File.Exists(path))
            throw new VisionException(VisionFailure.ModelMissing, $"{Path.GetFileName(path)} is not there.");
        return OnnxModel.Open(api, env, path, options.Threads);
    }

    /// <summary>Models that are open stay usable.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _env?.Dispose();
        }
    }

    private unsafe (OrtApi Api, OrtHandle Env) Start()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_api is not null && _env is not null)
                return (_api, _env);
            var api = OrtLibrary.Load(options.OnnxRuntimePath);
            fixed (byte* name = "pixeli\0"u8)
            {
                OrtStatus.OnStart(api, api.CreateEnv(OnlyFatal, name, out var env));
                _env = new OrtHandle(api, OrtKind.Env, env);
            }
            OrtStatus.OnStart(api, api.DisableTelemetry(_env));
            _api = api;
            return (_api, _env);
        }
    }
}
