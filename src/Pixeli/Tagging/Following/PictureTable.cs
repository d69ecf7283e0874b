using Microsoft.EntityFrameworkCore;
using Pixeli.Data;

namespace Pixeli.Tagging.Following;

/// <summary>The vectors of pictures, by photo.</summary>
internal sealed class PictureTable : VectorTable<ImageVectorChange>
{
    public override IQueryable<VectorRow> Of(PixeliDb db, string pack) => db.ImageVectors.AsNoTracking().Where(image => image.Pack == pack)
        .Select(image => new VectorRow { Id = image.PhotoId, Vector = image.Vector });

    public override IQueryable<ChangeRow> Changes(PixeliDb db) =>
        db.ImageVectorChanges.Select(change => new ChangeRow { Id = change.PhotoId, Mark = change.Mark });
}
