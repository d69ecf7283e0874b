using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pixeli.Data;

[assembly: Entity<Pixeli.Accounts.User, Pixeli.Accounts.UserConfiguration>]
[assembly: Entity<IdentityUserClaim<Guid>, Pixeli.Accounts.UserConfiguration>]
[assembly: Entity<IdentityUserLogin<Guid>, Pixeli.Accounts.UserConfiguration>]
[assembly: Entity<IdentityUserToken<Guid>, Pixeli.Accounts.UserConfiguration>]

namespace Pixeli.Accounts;

/// <summary>A person's account. Identity keeps the password, lockout and linked logins; the rest is the profile.</summary>
public sealed class User : IdentityUser<Guid>
{
    /// <summary>The name people see.</summary>
    public required string Name { get; set; }

    public string Bio { get; set; } = "";

    public string Department { get; set; } = "";

    public string Batch { get; set; } = "";

    public Role Role { get; set; }

    public DateTime CreatedAt { get; init; }

    /// <summary>Which profile picture they have: a number no picture of theirs had before, and 0 while there is none.</summary>
    public int PictureVersion { get; set; }

    /// <summary>Set while an administrator has shut the account: it cannot sign in and its sessions are dead.</summary>
    public DateTime? DisabledAt { get; set; }
}

internal sealed class UserConfiguration :
    IEntityTypeConfiguration<User>,
    IEntityTypeConfiguration<IdentityUserClaim<Guid>>,
    IEntityTypeConfiguration<IdentityUserLogin<Guid>>,
    IEntityTypeConfiguration<IdentityUserToken<Guid>>
{
    public void Configure(EntityTypeBuilder<User> builder)
    {
        builder.ToTable("users");
        builder.Property(user => user.Id).ValueGeneratedNever();
        builder.Property(user => user.UserName).HasMaxLength(150).IsRequired();
        builder.Property(user => user.NormalizedUserName).HasMaxLength(150).IsRequired();
        builder.Property(user => user.Email).HasMaxLength(254).IsRequired();
        builder.Property(user => user.NormalizedEmail).HasMaxLength(254).IsRequired();
        builder.Property(user => user.ConcurrencyStamp).IsConcurrencyToken();
        builder.Property(user => user.Name).HasMaxLength(150);
        builder.Property(user => user.Bio).HasMaxLength(2000);
        builder.Property(user => user.Department).HasMaxLength(150);
        builder.Property(user => user.Batch).HasMaxLength(50);
        builder.Property(user => user.Role).HasConversion<WireCode<Role>>().HasMaxLength(10);
        builder.Property(user => user.PictureVersion).HasDefaultValue(0);
        builder.HasIndex(user => user.NormalizedUserName).IsUnique();
        builder.HasIndex(user => user.NormalizedEmail).IsUnique();
    }

    public void Configure(EntityTypeBuilder<IdentityUserClaim<Guid>> builder)
    {
        builder.ToTable("user_claims").HasKey(claim => claim.Id);
        builder.HasOne<User>().WithMany().HasForeignKey(claim => claim.UserId);
    }

    public void Configure(EntityTypeBuilder<IdentityUserLogin<Guid>> builder)
    {
        builder.ToTable("user_logins").HasKey(login => new { login.LoginProvider, login.ProviderKey });
        builder.HasOne<User>().WithMany().HasForeignKey(login => login.UserId);
    }

    public void Configure(EntityTypeBuilder<IdentityUserToken<Guid>> builder)
    {
        builder.ToTable("user_tokens").HasKey(token => new { token.UserId, token.LoginProvider, token.Name });
        builder.HasOne<User>().WithMany().HasForeignKey(token => token.UserId);
    }
}
