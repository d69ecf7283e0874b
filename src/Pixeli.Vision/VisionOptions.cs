namespace Pixeli.Vision;

/// <summary>How models are run.</summary>
public sealed class VisionOptions
{
    /// <summary>The ONNX Runtime library file; null looks beside the program, then for the system's.</summary>
    public string? OnnxRuntimePath { get; set; }

    /// <summary>Threads that one model may use, 1 to 64. More make one photo faster and leave less of the machine to everything else.</summary>
    public int Threads { get; set; } = 1;
}
