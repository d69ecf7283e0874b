using Pixeli.Vision.Clip;
using Pixeli.Vision.Faces;
using Pixeli.Vision.Objects;
using Pixeli.Vision.Onnx;
using Pixeli.Vision.Packs;

namespace Pixeli.Vision;

/// <summary>
/// The models of the packs that were installed when this was made, each opened when it is first used and kept until this is disposed.
/// A model that cannot be used marks its pack as broken and is as if it was not installed. Thread-safe.
/// </summary>
public sealed class VisionModels : IDisposable
{
    private readonly InstalledPacks _packs;
    private readonly Opening<FaceFinder> _faces;
    private readonly Opening<FaceEmbedder> _faceVectors;
    private readonly Opening<ObjectFinder> _objects;
    private readonly Opening<ImageEncoder> _images;
    private readonly Opening<TextEncoder> _texts;

    public VisionModels(PackStore store, OnnxRuntime runtime)
    {
        Stamp = store.Stamp;
        var packs = _packs = new InstalledPacks(store, runtime);
        _faces = new(packs, VisionTask.FaceDetection, pack => pack.Open(model => new FaceFinder(new YuNet(model, pack.Input), pack.Model, pack.Name)));
        _faceVectors = new(packs, VisionTask.FaceVectors, pack => pack.Open(model => new FaceEmbedder(model, pack.Model, pack.Input, pack.Name)));
        _objects = new(packs, VisionTask.Objects, pack => pack.Open(model => new ObjectFinder(model, pack.Model, pack.Input, pack.Name)));
        _images = new(packs, VisionTask.ImageVectors, pack => pack.Open(model => new ImageEncoder(model, pack.Model, pack.Input, pack.Name)));
        _texts = new(packs, VisionTask.TextVectors, pack => pack.Open(model => new TextEncoder(model, pack.Model, pack.Tokenizer(), pack.Name)));
    }

    /// <summary><see cref="PackStore.Stamp"/> as it was; when the store's is another, it is time for new ones.</summary>
    public string Stamp { get; }

    /// <summary>Null where no sound pack finds faces, and so on for the others.</summary>
    /// <exception cref="VisionException">ONNX Runtime is missing.</exception>
    public FaceFinder? Faces => _faces.Value;

    public FaceEmbedder? FaceVectors => _faceVectors.Value;

    public ObjectFinder? Objects => _objects.Value;

    public ImageEncoder? Images => _images.Value;

    public TextEncoder? Texts => _texts.Value;

    /// <summary>The model that is to do a task, and the name of its pack. Opens nothing.</summary>
    public (string Pack, PackModel Model)? For(VisionTask task) => _packs.For(task) is { } model ? (model.Name, model.Model) : null;

    /// <summary>Shows a photo to every model.</summary>
    /// <param name="image">A preview; about 1,440 pixels along its longest edge is right.</param>
    /// <param name="leastThing">From which score on things are wanted; null for what the pack's description says.</param>
    /// <param name="cancellationToken">Heeded between two models.</param>
    /// <exception cref="VisionException">A model failed at this photo, or ONNX Runtime is missing.</exception>
    public PhotoSight Look(RgbImage image, float? leastThing = null, CancellationToken cancellationToken = default)
    {
        var things = Objects?.Find(image, leastThing) ?? [];
        cancellationToken.ThrowIfCancellationRequested();
        var people = things.Count(thing => thing.Label == "person" && thing.Score >= Objects?.Least);
        var faces = LookForFaces(image, expectMany: people > 3, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        var vector = Images is { } images ? new PackVector(images.Pack, images.Encode(image)) : null;
        return new PhotoSight(faces, things, vector);
    }

    /// <summary>The faces of a photo, and nothing else of it.</summary>
    /// <param name="image">A preview.</param>
    /// <param name="expectMany">Whether something else says that there are many people.</param>
    /// <param name="cancellationToken">Heeded between two faces.</param>
    public IReadOnlyList<SeenFace> LookForFaces(RgbImage image, bool expectMany = false, CancellationToken cancellationToken = default) =>
        [.. (Faces?.Find(image, expectMany, cancellationToken) ?? []).Select(face => Seen(image, face, cancellationToken))];

    public void Dispose()
    {
        _faces.Dispose();
        _faceVectors.Dispose();
        _objects.Dispose();
        _images.Dispose();
        _texts.Dispose();
    }

    private SeenFace Seen(RgbImage image, Face face, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return FaceVectors is { } vectors && vectors.Embed(image, face) is { } values
            ? new SeenFace(face, FaceClarity.Clear, new PackVector(vectors.Pack, values))
            : new SeenFace(face, FaceQuality.Of(image, face), null);
    }
}
