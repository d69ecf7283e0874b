using Microsoft.EntityFrameworkCore;
using Pixeli.Photos;

namespace Pixeli.Tests.Faults;

/// <summary>The system's clock is put forward or back while the server runs: nothing waits for the time that is gone, and nothing is given away.</summary>
public sealed class ClockJumps
{
    private static readonly TimeSpan Jump = TimeSpan.FromHours(5);

    [Fact]
    public async Task Put_back_photos_that_wait_are_processed_at_once()
    {
        await using var app = await PixeliApp.StartAsync(null, "Pixeli:Processing:Workers=0");
        var person = await app.PersonAsync();
        var photo = await person.UploadAsync(await person.CreateEventAsync());

        app.Clock.Advance(-Jump);
        await using var worker = await app.StartBesideAsync(null, "Pixeli:Processing:Workers=1");

        Assert.Equal("CO", (await person.WaitUntilProcessedAsync(photo))["status"].Text);
    }

    [Fact]
    public async Task Put_back_photos_of_a_worker_that_died_are_taken_over()
    {
        await using var app = await PixeliApp.StartAsync(null, "Pixeli:Processing:Workers=0");
        var person = await app.PersonAsync();
        var photo = await person.UploadAsync(await person.CreateEventAsync());
        var (dead, until) = (Guid.CreateVersion7(), app.Clock.GetUtcNow().UtcDateTime.AddMinutes(2));
        await app.WithDbAsync(db => db.Photos.Where(row => row.Id == photo).ExecuteUpdateAsync(set => set
            .SetProperty(row => row.Status, PhotoStatus.Processing).SetProperty(row => row.ClaimedBy, dead).SetProperty(row => row.ClaimedUntil, until)));

        app.Clock.Advance(-Jump);
        await using var worker = await app.StartBesideAsync(null, "Pixeli:Processing:Workers=1");

        Assert.Equal("CO", (await person.WaitUntilProcessedAsync(photo))["status"].Text);
    }

    [Fact]
    public async Task Put_back_or_forward_photos_that_are_being_processed_are_completed_once()
    {
        foreach (var jump in (TimeSpan[])[Jump, -Jump])
        {
            PixeliApp? app = null;
            var jumped = 0;
            await using (app = await PixeliApp.StartAsync(WatchedStore.Around(key =>
            {
                if (key.EndsWith("/thumbnail.webp", StringComparison.Ordinal) && Interlocked.Increment(ref jumped) == 1)
                    app!.Clock.Advance(jump);
                return Task.CompletedTask;
            })))
            {
                var person = await app.PersonAsync();
                var photo = await person.UploadAsync(await person.CreateEventAsync());
                await Wait.UntilAsync("the photo is completed", () => app.WithDbAsync(db => db.Photos.AnyAsync(row => row.Id == photo && row.Status == PhotoStatus.Completed)));
                Assert.Equal(0, await app.WithDbAsync(db => db.Photos.Where(row => row.Id == photo).Select(row => row.Attempts).SingleAsync()));
            }
        }
    }

    [Fact]
    public async Task Put_back_mails_are_sent_and_another_code_can_be_asked_for()
    {
        await using var app = await PixeliApp.StartAsync();
        (await app.Anyone.PostAsync("/auth/signup/", new { username = "late", email = "late@example.org", password = "a long secret", name = "Late" })).Expect(201);
        await app.Outbox.NewestAsync("late@example.org");

        app.Clock.Advance(-Jump);
        (await app.Anyone.PostAsync("/auth/resend-email-otp/", new { email = "late@example.org" })).Expect(200);

        var second = await app.Outbox.NewestAsync("late@example.org", 2);
        (await app.Anyone.PostAsync("/auth/verify-email/", new { email = "late@example.org", otp = second.Code })).Expect(200);
    }

    [Fact]
    public async Task Put_back_nobody_is_signed_out_and_addresses_of_pictures_work_on()
    {
        await using var app = await PixeliApp.StartAsync();
        var person = await app.PersonAsync();
        var photo = await person.UploadCompletedAsync(await person.CreateEventAsync());
        var cookie = await app.CookieAsync(person);

        app.Clock.Advance(-Jump);

        (await person.GetAsync("/auth/me/")).Expect(200);
        (await app.Anyone.SendAsync(HttpMethod.Get, "/", null, ("Cookie", cookie))).Expect(200);
        (await app.Anyone.GetAsync(photo["thumbnail_url"].Text)).Expect(200);
        (await app.Anyone.GetAsync((await person.GetAsync($"/photos/{photo["id"].Text}/")).Expect(200)["thumbnail_url"].Text)).Expect(200);
        person.Access = (await app.Anyone.PostAsync("/auth/token/refresh/", new { refresh = person.Refresh })).Expect(200)["access"].Text;
        (await person.GetAsync("/auth/me/")).Expect(200);
    }

    /// <summary>A repeat is answered within thirty seconds; how long ago a use was that lies in the time to come, nobody knows.</summary>
    [Fact]
    public async Task Put_back_a_refresh_token_that_was_used_long_ago_is_no_repeat()
    {
        await using var app = await PixeliApp.StartAsync();
        var person = await app.PersonAsync();
        (await app.Anyone.PostAsync("/auth/token/refresh/", new { refresh = person.Refresh })).Expect(200);

        app.Clock.Advance(-Jump);

        (await app.Anyone.PostAsync("/auth/token/refresh/", new { refresh = person.Refresh })).Expect(401);
    }

    [Fact]
    public async Task Put_forward_a_refresh_brings_everything_back()
    {
        await using var app = await PixeliApp.StartAsync();
        var person = await app.PersonAsync();
        var photo = await person.UploadCompletedAsync(await person.CreateEventAsync());

        app.Clock.Advance(TimeSpan.FromDays(3));

        Assert.Equal("token_not_valid", (await person.GetAsync("/auth/me/")).Expect(401)["code"].Text);
        (await app.Anyone.GetAsync(photo["thumbnail_url"].Text)).Expect(410);
        person.Access = (await app.Anyone.PostAsync("/auth/token/refresh/", new { refresh = person.Refresh })).Expect(200)["access"].Text;
        (await app.Anyone.GetAsync((await person.GetAsync($"/photos/{photo["id"].Text}/")).Expect(200)["thumbnail_url"].Text)).Expect(200);

        app.Clock.Advance(-TimeSpan.FromDays(3));
        (await person.GetAsync("/auth/me/")).Expect(200);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task A_list_that_is_being_paged_stays_complete(int direction)
    {
        await using var app = await PixeliApp.StartAsync();
        var person = await app.PersonAsync();
        var eventId = await person.CreateEventAsync();
        var before = await app.AddRowsAsync(eventId, person, 5);
        var first = (await person.GetAsync($"/events/{eventId}/photos/?limit=3")).Expect(200);

        app.Clock.Advance(TimeSpan.FromMinutes(50) * direction); // less than an access token lives
        await app.AddRowsAsync(eventId, person, 2);

        var rest = (await person.GetAsync(first.Next!)).Expect(200);
        var seen = first.List.Concat(rest.List).Select(photo => photo!["id"].Guid).ToList();
        Assert.Empty(before.Except(seen));
        Assert.Equal(seen.Distinct(), seen);
    }
}
