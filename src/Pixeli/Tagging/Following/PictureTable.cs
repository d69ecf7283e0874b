using Microsoft.EntityFrameworkCore;
using Pixeli.Data;

namespace Pixeli.Tagging.Following;

/// <summary>The vectors of pictures, by photo.</summary>
internal sealed class PictureTable : IVectorTable
{
    public IQueryable<VectorRow> Of(PixeliDb db, string pack) => db.ImageVectors.AsNoTracking().Where(image => image.Pack == pack)
        .Select(image => new VectorRow { Id = image.PhotoId, Vector = image.Vector });

    public IQueryable<ChangeRow> Changes(PixeliDb db) =>
        db.ImageVectorChanges.Select(change => new ChangeRow { Id = change.PhotoId, Mark = change.Mark });

    public async Task ForgetChangesAsync(PixeliDb db, DateTime before, CancellationToken cancellationToken)
    {
        var changes = db.ImageVectorChanges;
        var old = changes.Where(change => change.ChangedAt < before && changes.Any(newer => newer.Mark > change.Mark));
        if (await old.AnyAsync(cancellationToken))
            await db.WriteAsync(() => old.ExecuteDeleteAsync(cancellationToken), cancellationToken);
    }
}
