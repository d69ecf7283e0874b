using Pixeli.Vision.Native;

namespace Pixeli.Vision.Onnx;

internal static unsafe class SessionOptions
{
    private const int OnlyFatal = 4;
    private const int AllOptimizations = 99;

    public static OrtHandle Create(OrtApi api, int threads)
    {
        OrtStatus.OnStart(api, api.CreateSessionOptions(out var created));
        var options = new OrtHandle(api, OrtKind.SessionOptions, created);
        OrtStatus.OnStart(api, api.SetLogSeverity(options, OnlyFatal));
        OrtStatus.OnStart(api, api.SetOptimization(options, AllOptimizations));
        OrtStatus.OnStart(api, api.SetIntraOpThreads(options, threads));
        OrtStatus.OnStart(api, api.SetInterOpThreads(options, 1));
        // An arena keeps what the largest picture took for as long as the model is open. Without one it goes back at once, and costs no time that shows.
        OrtStatus.OnStart(api, api.DisableArena(options));
        // Threads that wait by spinning are faster for nobody else.
        Configure(api, options, "session.intra_op.allow_spinning\0"u8, "0\0"u8);
        return options;
    }

    private static void Configure(OrtApi api, OrtHandle options, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        fixed (byte* name = key, setting = value)
            OrtStatus.OnStart(api, api.AddConfig(options, name, setting));
    }
}
