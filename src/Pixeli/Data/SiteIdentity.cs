using Microsoft.EntityFrameworkCore;

namespace Pixeli.Data;

/// <summary>Which site the database is of.</summary>
public sealed class SiteIdentity(DatabaseOptions options, IServiceScopeFactory scopes)
{
    private Guid? _id;

    /// <exception cref="System.Data.Common.DbException">The database is away, or older than identities.</exception>
    public async ValueTask<Guid> ReadAsync(CancellationToken cancellationToken)
    {
        if (_id is { } known)
            return known;
        await using var connection = options.CreateConnection(); // asked at every start, for which a query would be compiled
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT id FROM {Site.Table}";
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
            throw new InvalidDataException("The database does not say which site it is of: its table site is empty.");
        _id = reader.GetGuid(0);
        return _id.Value;
    }

    /// <summary>Makes this the database of another site, whose rows it has got.</summary>
    public async Task ReplaceAsync(Guid site, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PixeliDb>();
        await db.WriteAsync(() => db.Set<Site>().ExecuteUpdateAsync(set => set.SetProperty(row => row.Id, site), cancellationToken), cancellationToken);
        _id = site;
    }
}
