namespace Pixeli.Vision;

/// <summary>
/// A model, or a pack of models, could not be used. <see cref="Exception.Message"/> is a sentence for whoever runs the server and
/// carries what ONNX Runtime said, where it said something.
/// </summary>
public sealed class VisionException(VisionFailure failure, string message, Exception? inner = null) : Exception(message, inner)
{
    public VisionFailure Failure => failure;
}
