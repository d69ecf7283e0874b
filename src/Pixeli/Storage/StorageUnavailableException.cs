namespace Pixeli.Storage;

/// <summary>
/// The store cannot be reached, or refuses. What was asked for is not done for certain; it can be asked again, and nobody is to blame for it
/// but the store.
/// </summary>
/// <param name="message">What is wrong, for the operator.</param>
/// <param name="isRefusal">The store answered and refuses, as it does without a bucket or the right keys: waiting does not help.</param>
/// <param name="cause">How it came out.</param>
public sealed class StorageUnavailableException(string message, bool isRefusal, Exception? cause) : IOException(message, cause)
{
    public bool IsRefusal { get; } = isRefusal;
}
