using System.Collections.Concurrent;
using System.Runtime.Versioning;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pixeli.Tests.Operating;

namespace Pixeli.Tests.Guards;

/// <summary>Keys are made at the first start, are the owner's alone, and are not told to the log, nor is anything else that lets somebody in.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class Secrets
{
    private const UnixFileMode Others = (UnixFileMode)0b_000_111_111;

    [Fact]
    public async Task Every_site_has_keys_of_its_own_that_only_its_owner_reads()
    {
        await using var app = await PixeliApp.StartAsync();
        await using var other = await PixeliApp.StartAsync();
        var cookie = await app.CookieAsync(await app.PersonAsync()); // by then all keys are made

        var keys = Files(app.DataFolder, "keys");

        Assert.True(keys.Count >= 3, string.Join(' ', keys.Keys));
        Assert.Empty(keys.Values.Intersect(Files(other.DataFolder, "keys").Values));
        foreach (var path in Directory.EnumerateFileSystemEntries(Path.Combine(app.DataFolder, "keys"), "*", SearchOption.AllDirectories).Append(Path.Combine(app.DataFolder, "keys")).Append(app.Blobs).Append(app.Staging))
            Assert.True((File.GetUnixFileMode(path) & Others) == 0, $"{path} is {File.GetUnixFileMode(path)}.");
        Assert.NotEmpty(cookie);
    }

    [Fact]
    public async Task All_that_a_site_writes_is_its_owners_alone()
    {
        await using var site = await OfflineSite.CreateAsync();
        var (server, boss) = await site.StartAsync();
        await boss.UploadCompletedAsync(await boss.CreateEventAsync());
        Assert.Equal(0, await server.StopAsync());
        var database = Path.Combine(site.Data, "pixeli.db");
        if (!TestDatabase.IsPostgres)
            File.SetUnixFileMode(database, File.GetUnixFileMode(database) | UnixFileMode.OtherRead); // as earlier versions made it

        await site.StartAsync();

        var open = new DirectoryInfo(site.Data).EnumerateFileSystemInfos("*", SearchOption.AllDirectories)
            .Where(item => item.Exists && item.Name != "boss" && (item.UnixFileMode & Others) != 0); // a server that runs has files that come and go
        Assert.Equal([], open.Select(item => item.FullName));
    }

    [Fact]
    public async Task Nothing_that_lets_somebody_in_is_logged()
    {
        var log = new ConcurrentQueue<string>();
        await using var app = await PixeliApp.StartAsync(services => services.AddLogging(logging => logging.AddFilter("Pixeli", LogLevel.Trace).AddProvider(new LogLines(log))));
        var person = await app.SignUpAsync("secretive");
        var (again, cookie) = (await app.SignInAsync(person), await app.CookieAsync(person));
        var photo = (await again.UploadCompletedAsync(await again.CreateEventAsync()))["id"].Guid;
        var link = (await again.PostAsync($"/photos/{photo}/share/", new { variant_key = "W", expires_at = app.Clock.GetUtcNow().AddDays(1) })).Expect(201)["token"].Text;
        (await app.Anyone.GetAsync($"/s/{link}/image")).Expect(200);
        (await app.Anyone.PostAsync("/auth/login/", new { username = person.Username, password = "a wrong secret" })).Expect(401);
        (await app.Anyone.PostAsync("/auth/token/refresh/", new { refresh = again.Refresh })).Expect(200);
        await app.Anyone.GetAsync($"/ws/notifications/?token={again.Access}"); // in an address

        // Codes of mails are not among them: while there is no mail server, the log is where an administrator finds them.
        var said = string.Join('\n', log);
        Assert.NotEmpty(said);
        string[] secrets = [person.Password, "a wrong secret", again.Access!, again.Refresh!, person.Refresh!, link, cookie["pixeli=".Length..], .. Files(app.DataFolder, "keys").Values];
        foreach (var secret in secrets)
            Assert.DoesNotContain(secret, said, StringComparison.OrdinalIgnoreCase);
    }

    // Keys as somebody might write them: by file, in base 64.
    private static Dictionary<string, string> Files(string data, string folder) => Directory.EnumerateFiles(Path.Combine(data, folder), "*", SearchOption.AllDirectories)
        .ToDictionary(file => file, file => Convert.ToBase64String(File.ReadAllBytes(file)));
}
