using Microsoft.EntityFrameworkCore;
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

/// <summary>A table of vectors whose changes are one table of their own.</summary>
internal abstract class VectorTable<TChange> : IVectorTable
    where TChange : VectorChange
{
    private const int AtOnce = 2000; // others wait to write meanwhile, and an event that was deleted leaves one for each face

    public abstract IQueryable<VectorRow> Of(PixeliDb db, string pack);

    public abstract IQueryable<ChangeRow> Changes(PixeliDb db);

    public async Task ForgetChangesAsync(PixeliDb db, DateTime before, CancellationToken cancellationToken)
    {
        var changes = db.Set<TChange>();
        var old = changes.Where(change => change.ChangedAt < before && changes.Any(newer => newer.Mark > change.Mark));
        while (await old.OrderBy(change => change.Mark).Take(AtOnce).MaxAsync(change => (long?)change.Mark, cancellationToken) is { } last)
            await db.WriteAsync(() => old.Where(change => change.Mark <= last).ExecuteDeleteAsync(cancellationToken), cancellationToken);
    }
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
