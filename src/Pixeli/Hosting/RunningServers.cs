using Microsoft.EntityFrameworkCore;
using Pixeli.Data;
using Pixeli.Hosting.FanOut;

namespace Pixeli.Hosting;

/// <summary>Whether other processes use this site: who replaces all of it must be alone.</summary>
public sealed class RunningServers(Instance instance, PixeliDb db)
{
    /// <summary>Why this process is not alone, or null.</summary>
    public async Task<string?> FindAsync(CancellationToken cancellationToken)
    {
        if (instance.HasLivingOthers)
            return "A server or a command runs on this data folder. Stop it first.";
        if (db.IsSqlite || !await db.Database.CanConnectAsync(cancellationToken))
            return null;
        const string Name = PostgresFanOut.ApplicationName;
        var others = await db.Database.SqlQuery<int>(
            $"""SELECT COUNT(*)::int AS "Value" FROM pg_stat_activity WHERE datname = current_database() AND application_name = {Name}""").SingleAsync(cancellationToken);
        return others > 0 ? "A server runs on this database. Stop it first." : null;
    }
}
