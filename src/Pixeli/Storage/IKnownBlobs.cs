namespace Pixeli.Storage;

/// <summary>What a feature knows to be in the store, by which a store without a mark is known or not.</summary>
internal interface IKnownBlobs
{
    /// <summary>Begins the keys of all that it keeps.</summary>
    string Prefix { get; }

    /// <summary>Keys of what was put there last; empty while it keeps nothing.</summary>
    Task<IReadOnlyList<string>> LastAsync(int count, CancellationToken cancellationToken);
}
