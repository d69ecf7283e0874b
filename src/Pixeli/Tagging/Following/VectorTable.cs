using Pixeli.Data;

namespace Pixeli.Tagging.Following;

/// <summary>Where vectors of one kind are kept, and what triggers noted of them.</summary>
internal interface IVectorTable
{
    /// <summary>The vectors that a pack made.</summary>
    IQueryable<VectorRow> Of(PixeliDb db, string pack);

    IQueryable<ChangeRow> Changes(PixeliDb db);

    /// <summary>Forgets changes from before an instant, but the newest: SQLite counts on from it.</summary>
    Task ForgetChangesAsync(PixeliDb db, DateTime before, CancellationToken cancellationToken);
}

/// <summary>A vector, and whose it is.</summary>
internal sealed class VectorRow
{
    public Guid Id { get; init; }

    public required byte[] Vector { get; init; }
}

/// <summary>Whose vector came, changed or went, and how it follows others.</summary>
internal sealed class ChangeRow
{
    public Guid Id { get; init; }

    public long Mark { get; init; }
}
