using System.Diagnostics.CodeAnalysis;
using Pixeli.Vision;
using Pixeli.Vision.Onnx;
using Pixeli.Vision.Packs;

namespace Pixeli.Tagging.Engine;

/// <summary>
/// Sees with the packs in the data folder. Notices within a second what was installed, removed or found broken, by whichever process.
/// Nothing is loaded while no pack is installed, and models that nobody used for a while are closed.
/// </summary>
internal sealed partial class PackEngine(PackStore packs, OnnxRuntime runtime, TimeProvider clock, ILogger<PackEngine> logger) : IVisionEngine, IDisposable
{
    /// <summary>How long models stay open that nobody uses: opening them again takes from a tenth of a second to some seconds.</summary>
    public static readonly TimeSpan OpenFor = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan GoodFor = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private SharedModels? _models;
    private string? _unavailable;
    private long? _lookedAt;
    private long? _usedAt; // null while none can be open

    public VisionAbilities Abilities
    {
        get
        {
            lock (_gate)
            {
                Look();
                return field;
            }
        }

        private set;
    } = VisionAbilities.None;

    public string? UnavailableReason
    {
        get
        {
            lock (_gate)
            {
                Look();
                return _unavailable;
            }
        }
    }

    public Sight See(RgbImage image)
    {
        using var use = Models();
        var sight = use.Models.Look(image, PackAbilities.LeastThing);
        var things = use.Models.Objects?.Pack ?? "";
        LookAnew(); // a pack may have turned out to be broken
        return new(
            [.. sight.Things.Where(thing => thing.Tag is not null).Select(thing => new Finding(thing.Tag!, thing.TagScore, things, FindingKind.Thing))],
            [.. sight.Faces.Select(face => Seen(face, image))],
            sight.Image?.Values);
    }

    public IReadOnlyList<SeenFace> SeeFaces(RgbImage image)
    {
        using var use = Models();
        return [.. use.Models.LookForFaces(image).Select(face => Seen(face, image))];
    }

    public float[]? VectorOf(string text)
    {
        using var use = Models();
        return use.Models.Texts?.Encode(text);
    }

    public void LookAnew()
    {
        lock (_gate)
            _lookedAt = null;
    }

    public void Dispose()
    {
        lock (_gate)
            _models?.GiveUp();
        _models = null;
    }

    private SharedModels.Use Models()
    {
        lock (_gate)
        {
            Look();
            _usedAt = clock.GetTimestamp();
            return (_models ?? throw new VisionException(VisionFailure.LibraryMissing, _unavailable ?? "No pack is installed.")).Share();
        }
    }

    private void Look()
    {
        if (_lookedAt is { } at && clock.GetElapsedTime(at) < GoodFor)
            return;
        _lookedAt = clock.GetTimestamp();
        var states = packs.List().Select(pack => pack.State).ToList();
        var isAny = states.Contains(PackState.Installed);
        var unavailable = isAny ? runtime.UnavailableReason : states.Contains(PackState.Broken) ? "No pack that is installed can be used." : null;
        if (unavailable is not null && unavailable != _unavailable)
            LogUnavailable(unavailable);
        _unavailable = unavailable;
        if (!isAny || unavailable is not null)
            Change(null, VisionAbilities.None);
        else if (_models?.Stamp != packs.Stamp)
            Renew();
        else if (_usedAt is { } used && clock.GetElapsedTime(used) >= OpenFor)
            Close();
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "Whoever uses them last disposes them.")]
    private void Renew()
    {
        var models = new VisionModels(packs, runtime);
        Change(new(models), PackAbilities.Of(models));
        LogChanged(string.Join(", ", PackAbilities.NamesIn(Abilities)));
    }

    // Whoever is in the middle of a use keeps what they have until its end.
    [SuppressMessage("Reliability", "CA2000", Justification = "Whoever uses them last disposes them.")]
    private void Close() => Change(new(new VisionModels(packs, runtime)), Abilities);

    private void Change(SharedModels? models, VisionAbilities abilities)
    {
        _models?.GiveUp();
        (_models, Abilities, _usedAt) = (models, abilities, null);
    }

    private static SeenFace Seen(Vision.SeenFace seen, RgbImage image) => new(
        seen.Face.Box.Left / image.Width,
        seen.Face.Box.Top / image.Height,
        seen.Face.Box.Width / image.Width,
        seen.Face.Box.Height / image.Height,
        seen.Face.Score,
        seen.Clarity,
        seen.Vector?.Values);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Machine vision is off: {Reason}")]
    private partial void LogUnavailable(string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Machine vision sees with {Packs}")]
    private partial void LogChanged(string packs);
}
