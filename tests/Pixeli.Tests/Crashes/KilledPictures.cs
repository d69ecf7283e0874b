using System.Diagnostics.CodeAnalysis;
using Pixeli.Tests.Operating;

namespace Pixeli.Tests.Crashes;

/// <summary>kill -9 while a profile picture is changed and taken away, again and again.</summary>
[SuppressMessage("Security", "CA5394", Justification = "The numbers are to be the same each time.")]
public sealed class KilledPictures
{
    private const int Seed = 20261128;
    private const int Kills = 6;

    [Fact]
    public async Task Leave_a_whole_picture_or_none_and_nothing_that_the_doctor_does_not_find()
    {
        await using var site = await OfflineSite.CreateAsync();
        var random = new Random(Seed);
        var (server, boss) = await site.StartAsync();

        for (var kill = 0; kill < Kills; kill++)
        {
            var (told, changes) = ("", 0);
            var changing = ChangeOnAsync(boss, url =>
            {
                told = url;
                changes++;
            });
            await Wait.UntilAsync("the picture was changed", () => changes > 2);
            await Task.Delay(random.Next(30));
            await server.KillAsync();
            await changing;
            (server, boss) = await site.StartAsync();

            // The change that was answered last holds, or the one after it that nobody heard of; never one before.
            var now = (await boss.GetAsync("/auth/me/")).Expect(200)["profile_pic"]?.Text;
            if (now is not null)
                Assert.Equal("image/webp", (await boss.GetAsync(now)).Expect(200).ContentHeaders.ContentType!.MediaType);
            if (told.Length > 0 && VersionOf(now) != VersionOf(told))
                (await boss.GetAsync(new Uri(told).PathAndQuery)).Expect(410); // each start has another port
        }

        await ChangeOnceAsync(boss);
        Assert.Equal(0, await server.StopAsync());
        var (_, said) = await site.RunAsync("doctor", "--grace", "00:00:00", "--fix");
        Assert.DoesNotContain("picture-lost", said, StringComparison.Ordinal);
        await site.AssertWellAsync("--grace", "00:00:00");
        Assert.Single(site.Files("blobs"));
    }

    private static async Task ChangeOnAsync(Person person, Action<string> changed)
    {
        try
        {
            for (var turn = 1; ; turn++)
            {
                if (turn % 4 != 0)
                {
                    changed(await ChangeOnceAsync(person));
                    continue;
                }

                (await person.DeleteAsync("/auth/me/picture/")).Expect(204);
                changed("");
            }
        }
        catch (Exception lost) when (Lost.Is(lost))
        {
            // the server is dead
        }
    }

    private static async Task<string> ChangeOnceAsync(Person person)
    {
        using var picture = new ByteArrayContent(TestPhotos.Next());
        using var form = new MultipartFormDataContent { { picture, "image", "me.jpg" } };
        return (await person.SendAsync(HttpMethod.Put, "/auth/me/picture/", form)).Expect(200)["profile_pic"].Text;
    }

    private static string VersionOf(string? url) => url is null ? "" : System.Web.HttpUtility.ParseQueryString(new Uri(url).Query)["v"] ?? "";
}
