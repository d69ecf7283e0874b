namespace Pixeli.Vision;

/// <summary>Why a model could not be used.</summary>
public enum VisionFailure
{
    /// <summary>ONNX Runtime was not found, is too old, or did not start.</summary>
    LibraryMissing,

    /// <summary>The model's file is not there.</summary>
    ModelMissing,

    /// <summary>The model's file is damaged, or not a model.</summary>
    ModelCorrupt,

    /// <summary>A model, but not with the inputs, outputs and shapes that its task needs.</summary>
    ModelMismatch,

    /// <summary>The model stopped while it was computing.</summary>
    RunFailed,

    /// <summary>A pack's description cannot be understood, or names what a pack may not name.</summary>
    BadDescription,

    /// <summary>There is no pack of this name.</summary>
    UnknownPack,

    /// <summary>A pack's file has not the length or the SHA-256 of its description.</summary>
    WrongContent,

    /// <summary>A pack's file could not be fetched: no address or checksum is known for it, or its server did not give it.</summary>
    NotDownloadable,

    /// <summary>Another installation or removal is going on.</summary>
    Busy,
}
