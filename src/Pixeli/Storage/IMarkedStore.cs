namespace Pixeli.Storage;

/// <summary>A store that bears the mark of the site whose photos it keeps. Marks are no blobs: they are neither listed nor counted.</summary>
internal interface IMarkedStore : IBlobStore
{
    /// <summary>The sites whose marks are there: one, or none in a new store and in one of an earlier version.</summary>
    /// <exception cref="StorageUnavailableException">The store is away.</exception>
    Task<IReadOnlyList<Guid>> MarksAsync(CancellationToken cancellationToken);

    /// <summary>Sets a site's mark, for good. There already is fine.</summary>
    /// <exception cref="IOException">It could not be set.</exception>
    Task MarkAsync(Guid site, CancellationToken cancellationToken);

    /// <summary>Says that a site's mark is there: from now on, a store without it is away.</summary>
    void RelyOn(Guid site);

    /// <summary>Takes a site's mark away. Not there is fine.</summary>
    Task UnmarkAsync(Guid site, CancellationToken cancellationToken);
}
