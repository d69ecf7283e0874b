using Pixeli.Tests.Servers;

namespace Pixeli.Tests.Operating;

/// <summary>What commands do at a store that is not their site's, and <c>pixeli storage claim</c>.</summary>
public sealed class ClaimingTheStorage(S3Server bucket) : IClassFixture<S3Server>, IDisposable
{
    private readonly string _prefix = Guid.CreateVersion7().ToString("N");
    private readonly string _folder = Directory.CreateTempSubdirectory("pixeli-claim-").FullName;

    private string Copy => Path.Combine(_folder, "copy");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_doctor_mends_nothing_at_the_store_of_another_site_until_it_is_claimed()
    {
        await using var site = await SiteAsync();
        var photo = await FillAsync(site);
        await using var other = await SiteAsync();

        var (exitCode, said) = await other.RunAsync("doctor", "--fix", "--grace", "00:00:00");

        Assert.Equal(2, exitCode);
        Assert.Contains("keeps the photos of another site", said, StringComparison.Ordinal);
        await site.AssertWellAsync("--hashes");
        (exitCode, said) = await other.RunAsync("storage", "claim");
        Assert.Equal(1, exitCode);
        Assert.Contains("--force", said, StringComparison.Ordinal);
        Assert.Equal(0, (await other.RunAsync("storage", "claim", "--force")).ExitCode);
        Assert.Contains("files-without-photo", (await other.RunAsync("doctor", "--grace", "00:00:00")).Said, StringComparison.Ordinal);
        Assert.Equal(2, (await site.RunAsync("doctor")).ExitCode);
        Assert.NotEqual(default, photo);
    }

    [Fact]
    public async Task A_copy_takes_over_the_photos_of_the_site_it_is_of_only_by_force()
    {
        await using var site = await SiteAsync();
        var photo = await FillAsync(site);
        Assert.Equal(0, (await site.RunAsync("backup", Copy)).ExitCode);
        await using var other = await SiteAsync(); // the database is lost, and the bucket is not

        var (exitCode, said) = await other.RunAsync("restore", Copy);

        Assert.Equal(1, exitCode);
        Assert.Contains("that one must be gone", said.ReplaceLineEndings(" "), StringComparison.Ordinal);
        (exitCode, said) = await other.RunAsync("restore", Copy, "--force");
        Assert.True(exitCode == 0, said);
        await other.AssertWellAsync("--hashes", "--grace", "00:00:00");
        await File.WriteAllTextAsync(Path.Combine(other.Data, "boss"), ""); // the administrator came with it
        var (_, boss) = await other.StartAsync();
        (await boss.GetAsync($"/photos/{photo}/original/")).Expect(200);
        Assert.Equal(2, (await site.RunAsync("doctor")).ExitCode);
    }

    [Fact]
    public async Task A_copy_is_not_put_among_the_photos_of_another_site()
    {
        await using var site = await OfflineSite.CreateAsync();
        await FillAsync(site);
        Assert.Equal(0, (await site.RunAsync("backup", Copy)).ExitCode);
        await using var third = await SiteAsync();
        await FillAsync(third);
        await using var other = await SiteAsync();

        var (exitCode, said) = await other.RunAsync("restore", Copy, "--force");

        Assert.Equal(1, exitCode);
        Assert.Contains("The photos of another site are kept in the bucket", said.ReplaceLineEndings(" "), StringComparison.Ordinal);
        await third.AssertWellAsync("--grace", "00:00:00");
    }

    [Fact]
    public async Task Photos_are_not_moved_among_those_of_another_site()
    {
        await using var third = await SiteAsync();
        await FillAsync(third);
        await using var site = await OfflineSite.CreateAsync();
        await FillAsync(site);
        site.Settings = bucket.Environment(_prefix);

        var (exitCode, said) = await site.RunAsync("storage", "move", "--to", "bucket");

        Assert.Equal(1, exitCode);
        Assert.Contains("The photos of another site are kept in the bucket", said.ReplaceLineEndings(" "), StringComparison.Ordinal);
        await third.AssertWellAsync("--grace", "00:00:00");
    }

    private async Task<OfflineSite> SiteAsync()
    {
        var site = await OfflineSite.CreateAsync();
        site.Settings = bucket.Environment(_prefix);
        return site;
    }

    private static async Task<Guid> FillAsync(OfflineSite site)
    {
        var (server, boss) = await site.StartAsync();
        var photo = (await boss.UploadCompletedAsync(await boss.CreateEventAsync()))["id"].Guid;
        Assert.Equal(0, await server.StopAsync());
        return photo;
    }
}
