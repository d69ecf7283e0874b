namespace Pixeli.Vision.Native;

/// <summary>Turns ONNX Runtime's status objects into exceptions that carry its text.</summary>
internal static class OrtStatus
{
    // onnxruntime_c_api.h, OrtErrorCode
    private const int InvalidArgument = 2;
    private const int NoSuchFile = 3;

    public static void OnStart(OrtApi api, nint status) => Check(api, status, "ONNX Runtime did not start", _ => VisionFailure.LibraryMissing);

    public static void OnOpen(OrtApi api, nint status, string path) => Check(
        api, status, $"{Path.GetFileName(path)} is not a usable model",
        code => code == NoSuchFile ? VisionFailure.ModelMissing : VisionFailure.ModelCorrupt);

    public static void OnRun(OrtApi api, nint status, string name) => Check(
        api, status, $"{name} could not be run", code => code == InvalidArgument ? VisionFailure.ModelMismatch : VisionFailure.RunFailed);

    private static void Check(OrtApi api, nint status, string what, Func<int, VisionFailure> failure)
    {
        if (status == 0)
            return;
        var (code, message) = (api.ErrorCode(status), api.ErrorMessage(status));
        api.Release(OrtKind.Status, status);
        throw new VisionException(failure(code), $"{what}: {message}");
    }
}
