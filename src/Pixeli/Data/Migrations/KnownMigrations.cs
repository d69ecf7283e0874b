using System.Reflection;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Pixeli.Data.Migrations;

/// <summary>
/// All migrations, named one by one: to find them by itself, Entity Framework would load every type of the program. A test sees to it that none
/// is missing.
/// </summary>
internal sealed class KnownMigrations : IMigrationsAssembly
{
    private static readonly SortedList<string, TypeInfo> All = new(
        new[]
        {
            typeof(M20261122Foundation),
            typeof(M20261122SignIn),
            typeof(M20261122Engagement),
            typeof(M20261122People),
            typeof(M20261122Profiles),
            typeof(M20261124ResumableUploads),
            typeof(M20261124Vision),
            typeof(M20261124FailedPhotos),
            typeof(M20261127DeniedSuggestions),
            typeof(M20261128FaceChanges),
            typeof(M20261128ImageVectorChanges),
            typeof(M20261129PhotosByTag),
            typeof(M20261129SiteIdentity),
            typeof(M20261129TagPhotoCounts),
            typeof(M20261129DeletedEvents),
            typeof(M20261129SearchedPhotos),
        }.ToDictionary(type => type.GetCustomAttribute<MigrationAttribute>()!.Id, type => type.GetTypeInfo()),
        StringComparer.OrdinalIgnoreCase);

    /// <summary>In the order in which they are applied.</summary>
    public static IEnumerable<string> Ids => All.Keys;

    public IReadOnlyDictionary<string, TypeInfo> Migrations => All;

    public ModelSnapshot? ModelSnapshot => null; // migrations are written by hand

    public Assembly Assembly => typeof(KnownMigrations).Assembly;

    public string? FindMigrationId(string nameOrId) => All.Keys.FirstOrDefault(id => Is(id, nameOrId) || Is(id[(id.IndexOf('_', StringComparison.Ordinal) + 1)..], nameOrId));

    public Migration CreateMigration(TypeInfo migrationClass, string activeProvider)
    {
        var migration = (Migration)Activator.CreateInstance(migrationClass)!;
        migration.ActiveProvider = activeProvider;
        return migration;
    }

    private static bool Is(string id, string wanted) => string.Equals(id, wanted, StringComparison.OrdinalIgnoreCase);
}
