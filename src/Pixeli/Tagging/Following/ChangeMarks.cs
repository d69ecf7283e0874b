using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Pixeli.Data;

namespace Pixeli.Tagging.Following;

/// <summary>How far the changes of vectors have got, as one reader sees it.</summary>
/// <param name="Text">Equal to another's when nothing was committed between them.</param>
/// <param name="Whole">Every change with a mark below this can be seen by now, and none will be added.</param>
/// <param name="Newest">Above every mark there is.</param>
internal sealed record ChangeMarks(string Text, long Whole, long Newest)
{
    public static async Task<ChangeMarks> ReadAsync(PixeliDb db, IQueryable<ChangeRow> changes, CancellationToken cancellationToken)
    {
        if (db.IsSqlite)
        {
            var next = (await changes.MaxAsync(change => (long?)change.Mark, cancellationToken) ?? 0) + 1;
            return new($"{next}", next, next);
        }

        // https://www.postgresql.org/docs/current/functions-info.html: "xmin:xmax:xip_list", where xmin is the "lowest transaction ID that was
        // still active. All transaction IDs less than xmin are either committed and visible, or rolled back and dead", and xmax is "one past the
        // highest completed transaction ID". Marks from xmax on came with a backup from another database.
        var text = await db.Database.SqlQueryRaw<string>("SELECT pg_current_snapshot()::text AS \"Value\"").SingleAsync(cancellationToken);
        var parts = text.Split(':');
        return new(text, long.Parse(parts[0], CultureInfo.InvariantCulture), long.Parse(parts[1], CultureInfo.InvariantCulture));
    }
}
