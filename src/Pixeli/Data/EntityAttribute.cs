using Microsoft.EntityFrameworkCore;

namespace Pixeli.Data;

/// <summary>
/// Says in a feature's own file that the database has one of its entities. Entity Framework would look through every type of the
/// program for its configurations, which loads them all, with the libraries they stand on: at each start, and for good.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
internal abstract class EntityAttribute : Attribute
{
    public abstract string Name { get; }

    public abstract void AddTo(ModelBuilder model);
}

/// <inheritdoc/>
/// <typeparam name="TEntity">The entity.</typeparam>
/// <typeparam name="TConfiguration">Its table, keys and indexes.</typeparam>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
internal sealed class EntityAttribute<TEntity, TConfiguration> : EntityAttribute
    where TEntity : class
    where TConfiguration : IEntityTypeConfiguration<TEntity>, new()
{
    public override string Name => typeof(TEntity).FullName!;

    public override void AddTo(ModelBuilder model) => model.ApplyConfiguration(new TConfiguration());
}
