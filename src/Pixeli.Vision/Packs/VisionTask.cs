namespace Pixeli.Vision.Packs;

/// <summary>What a model of a pack is for; in kebab case in <c>pack.json</c>.</summary>
public enum VisionTask
{
    /// <summary>Finds faces and their five points, as YuNet does.</summary>
    FaceDetection,

    /// <summary>Turns a face into a vector that is near those of the same person.</summary>
    FaceVectors,

    /// <summary>Finds things, as FastestDet does.</summary>
    Objects,

    /// <summary>Turns a picture into a vector, as CLIP does.</summary>
    ImageVectors,

    /// <summary>Turns words into a vector that is near those of pictures of them, as CLIP does.</summary>
    TextVectors,
}
