using Microsoft.EntityFrameworkCore;
using Pixeli.Data;

namespace Pixeli.Tagging.Following;

/// <summary>The vectors of faces that are clear enough to be compared, by face.</summary>
internal sealed class FaceTable : IVectorTable
{
    public IQueryable<VectorRow> Of(PixeliDb db, string pack) => db.Faces.AsNoTracking()
        .Where(face => face.IsClear && face.Pack == pack && face.Vector != null)
        .Select(face => new VectorRow { Id = face.Id, Vector = face.Vector! });

    public IQueryable<ChangeRow> Changes(PixeliDb db) => db.FaceChanges.Select(change => new ChangeRow { Id = change.FaceId, Mark = change.Mark });

    public async Task ForgetChangesAsync(PixeliDb db, DateTime before, CancellationToken cancellationToken)
    {
        var changes = db.FaceChanges;
        var old = changes.Where(change => change.ChangedAt < before && changes.Any(newer => newer.Mark > change.Mark));
        if (await old.AnyAsync(cancellationToken))
            await db.WriteAsync(() => old.ExecuteDeleteAsync(cancellationToken), cancellationToken);
    }
}
