using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pixeli.Data;

[assembly: Entity<Site, SiteConfiguration>]

namespace Pixeli.Data;

/// <summary>
/// Which site this database is of: one row, made with the table. Its store of photos bears the id too, so that neither is taken for
/// another's. It is in no copy of the rows: a copy that becomes a site is another one.
/// </summary>
internal sealed class Site
{
    public const string Table = "site";

    public Guid Id { get; init; }
}

internal sealed class SiteConfiguration : IEntityTypeConfiguration<Site>
{
    public void Configure(EntityTypeBuilder<Site> builder)
    {
        builder.ToTable(Site.Table).HasKey(site => site.Id);
        builder.Property(site => site.Id).ValueGeneratedNever();
    }
}
