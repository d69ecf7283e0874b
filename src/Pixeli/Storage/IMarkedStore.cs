namespace Pixeli.Storage;

/// <summary>A store that bears the mark of the site whose photos it keeps. Marks are no blobs: they are neither listed nor counted.</summary>
internal interface IMarkedStore : IBlobStore
{
    /// <summary>The marks that are there: one, or none in a new store and in one of an earlier version.</summary>
    /// <exception cref="StorageUnavailableException">The store is away.</exception>
    Task<IReadOnlyList<StoreMark>> MarksAsync(CancellationToken cancellationToken);

    /// <summary>Sets a site's mark, for good and instead of another that this site has. There already is fine.</summary>
    /// <exception cref="IOException">It could not be set.</exception>
    Task MarkAsync(StoreMark mark, CancellationToken cancellationToken);

    /// <summary>Says that the mark is there of the site that keeps its photos here: from now on, a store without it is away.</summary>
    void RelyOn(Guid site);

    /// <summary>Takes a site's mark away. Not there is fine.</summary>
    Task UnmarkAsync(Guid site, CancellationToken cancellationToken);
}
