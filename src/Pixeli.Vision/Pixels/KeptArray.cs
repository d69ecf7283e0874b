namespace Pixeli.Vision.Pixels;

/// <summary>
/// One array that is filled for each picture anew. The garbage collector comes for large arrays so seldom that those of dozens of pictures
/// would lie about. Thread-safe: who comes while it is out gets one that is not kept.
/// </summary>
internal sealed class KeptArray<T>(int length)
{
    private T[]? _array;

    public Use Take() => new(this, Interlocked.Exchange(ref _array, null) ?? GC.AllocateUninitializedArray<T>(length));

    /// <summary>The array, with what somebody else left in it, until this is disposed.</summary>
    public readonly struct Use(KeptArray<T> owner, T[] array) : IDisposable
    {
        public T[] Array => array;

        public void Dispose() => owner._array = array;
    }
}
