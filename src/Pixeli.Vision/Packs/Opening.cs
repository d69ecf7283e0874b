namespace Pixeli.Vision.Packs;

/// <summary>What does a task, opened when it is first wanted.</summary>
internal sealed class Opening<T>(InstalledPacks packs, VisionTask task, Func<InstalledModel, T> open) : IDisposable where T : class, IDisposable
{
    private readonly Lock _gate = new();
    private bool _tried;
    private T? _value;

    public T? Value
    {
        get
        {
            lock (_gate)
            {
                if (!_tried)
                    _value = Open();
                _tried = true;
                return _value;
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _value?.Dispose();
            (_value, _tried) = (null, true);
        }
    }

    private T? Open()
    {
        if (packs.For(task) is not { } model)
            return null;
        try
        {
            return open(model);
        }
        catch (VisionException exception) when (exception.Failure != VisionFailure.LibraryMissing)
        {
            packs.MarkBroken(model.Name, exception.Message);
            return null;
        }
    }
}
