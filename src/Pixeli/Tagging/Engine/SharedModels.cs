using Pixeli.Vision;

namespace Pixeli.Tagging.Engine;

/// <summary>Models that several threads use: when others take their place, the last user closes them.</summary>
internal sealed class SharedModels(VisionModels models)
{
    private readonly Lock _gate = new();
    private int _users = 1; // who made it

    public string Stamp => models.Stamp;

    /// <summary>Lets somebody use them until the use is disposed. Call only while they have not been given up.</summary>
    public Use Share()
    {
        lock (_gate)
            _users++;
        return new(this, models);
    }

    /// <summary>Whoever made them needs them no longer.</summary>
    public void GiveUp()
    {
        lock (_gate)
        {
            if (--_users > 0)
                return;
        }

        models.Dispose();
    }

    /// <summary>One use of the models.</summary>
    public readonly struct Use(SharedModels shared, VisionModels models) : IDisposable
    {
        public VisionModels Models => models;

        public void Dispose() => shared.GiveUp();
    }
}
