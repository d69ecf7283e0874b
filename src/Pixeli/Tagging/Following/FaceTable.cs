using Microsoft.EntityFrameworkCore;
using Pixeli.Data;

namespace Pixeli.Tagging.Following;

/// <summary>The vectors of faces that are clear enough to be compared, by face.</summary>
internal sealed class FaceTable : VectorTable<FaceChange>
{
    public override IQueryable<VectorRow> Of(PixeliDb db, string pack) => db.Faces.AsNoTracking()
        .Where(face => face.IsClear && face.Pack == pack && face.Vector != null)
        .Select(face => new VectorRow { Id = face.Id, Vector = face.Vector! });

    public override IQueryable<ChangeRow> Changes(PixeliDb db) => db.FaceChanges.Select(change => new ChangeRow { Id = change.FaceId, Mark = change.Mark });
}
