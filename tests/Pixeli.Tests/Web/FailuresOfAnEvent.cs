using Microsoft.EntityFrameworkCore;
using Pixeli.Accounts;
using Pixeli.Imaging;
using Pixeli.Photos;

namespace Pixeli.Tests.Web;

public sealed class FailuresOfAnEvent(PixeliApp app) : IClassFixture<PixeliApp>
{
    [Fact]
    public async Task Its_coordinator_sees_why_photos_failed_and_has_them_processed_again()
    {
        var (coordinator, photographer) = (await app.PersonAsync(), await app.PersonAsync());
        var eventId = await coordinator.CreateEventAsync("Moonlight");
        var photo = await FailedAsync(photographer, eventId, "The moon was too bright.");
        var elsewhere = await FailedAsync(photographer, await photographer.CreateEventAsync(), "The sun was too dark.");

        Assert.Contains($"/e/{eventId}/failures", await PageAsync(coordinator, $"/e/{eventId}/edit"), StringComparison.Ordinal);
        var page = await PageAsync(coordinator, $"/e/{eventId}/failures");
        Assert.Contains("The moon was too bright.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("The sun was too dark.", page, StringComparison.Ordinal);

        Assert.Equal("0", await RetriedAsync(coordinator, eventId, "retry", elsewhere));
        Assert.Equal("1", await RetriedAsync(coordinator, eventId, "retry", photo));
        Assert.Equal("CO", (await photographer.WaitUntilProcessedAsync(photo))["status"].Text);
        Assert.Contains("No failures", await PageAsync(coordinator, $"/e/{eventId}/failures"), StringComparison.Ordinal);
        Assert.DoesNotContain("/failures", await PageAsync(coordinator, $"/e/{eventId}/edit"), StringComparison.Ordinal);
        Assert.Equal("FA", (await photographer.GetAsync($"/photos/{elsewhere}/"))["status"].Text);
    }

    [Fact]
    public async Task All_of_an_event_are_tried_again_and_none_of_another()
    {
        var person = await app.PersonAsync();
        var (eventId, other) = (await person.CreateEventAsync(), await person.CreateEventAsync());
        var (photo, elsewhere) = (await FailedAsync(person, eventId, "One."), await FailedAsync(person, other, "Two."));

        Assert.Equal("1", await RetriedAsync(person, eventId, "retry-all", null));

        Assert.Equal("CO", (await person.WaitUntilProcessedAsync(photo))["status"].Text);
        Assert.Equal("FA", (await person.GetAsync($"/photos/{elsewhere}/"))["status"].Text);
    }

    [Fact]
    public async Task Another_try_is_offered_where_it_may_help()
    {
        var person = await app.PersonAsync();
        var eventId = await person.CreateEventAsync();
        var slow = await FailedAsync(person, eventId, "It took longer than 120 seconds.");

        Assert.Contains("Retry all", await PageAsync(person, $"/e/{eventId}/failures"), StringComparison.Ordinal);
        Assert.Contains("Process again", await PageAsync(person, $"/p/{slow}"), StringComparison.Ordinal);
        Assert.True((await person.GetAsync($"/photos/{slow}/"))["can_retry"]!.GetValue<bool>());
    }

    [Theory]
    [InlineData(ImagingFailure.NotAnImage)]
    [InlineData(ImagingFailure.Corrupt)]
    [InlineData(ImagingFailure.TooManyPixels)]
    [InlineData(ImagingFailure.HeicUnavailable)]
    public async Task What_lies_in_the_file_is_not_tried_again_but_by_administrators(ImagingFailure failure)
    {
        var (person, administrator) = (await app.PersonAsync(), await app.PersonAsync(Role.Administrator));
        var eventId = await person.CreateEventAsync();
        var photo = await FailedAsync(person, eventId, new ImagingException(failure).Message);

        foreach (var path in (string[])[$"/e/{eventId}/failures", $"/p/{photo}"])
        {
            var page = await PageAsync(person, path);
            Assert.Contains("Another try would end the same.", page, StringComparison.Ordinal);
            Assert.DoesNotContain("/retry", page, StringComparison.Ordinal);
        }

        Assert.False((await person.GetAsync($"/photos/{photo}/"))["can_retry"]!.GetValue<bool>());
        Assert.Equal("0", await RetriedAsync(person, eventId, "retry-all", null));
        var queue = await PageAsync(administrator, "/admin/processing");
        Assert.Contains("once this server reads more", queue, StringComparison.Ordinal);
        Assert.Contains(photo.ToString(), queue, StringComparison.Ordinal);
        (await administrator.SendAsync(HttpMethod.Post, "/admin/processing/retry", new FormUrlEncodedContent([new("id", photo.ToString())]))).Expect(302);
        Assert.Equal("CO", (await person.WaitUntilProcessedAsync(photo))["status"].Text);
    }

    [Fact]
    public async Task Nobody_else_but_an_administrator_sees_or_retries_them()
    {
        var (coordinator, member, administrator) = (await app.PersonAsync(), await app.PersonAsync(Role.Member), await app.PersonAsync(Role.Administrator));
        var (open, hidden) = (await coordinator.CreateEventAsync(), await coordinator.CreateEventAsync(readPerm: "PRV"));
        var photo = await FailedAsync(member, open, "Only for some eyes.");

        (await administrator.GetAsync($"/e/{open}/failures")).Expect(200);
        var refused = (await member.GetAsync($"/e/{open}/failures")).Expect(403);
        Assert.DoesNotContain("Only for some eyes.", refused.Body, StringComparison.Ordinal);
        (await member.GetAsync($"/e/{hidden}/failures")).Expect(404);
        foreach (var (eventId, status) in ((Guid, int)[])[(open, 403), (hidden, 404)])
        {
            (await PostAsync(member, eventId, "retry", photo)).Expect(status);
            (await PostAsync(member, eventId, "retry-all", null)).Expect(status);
        }

        Assert.Equal("FA", (await member.GetAsync($"/photos/{photo}/"))["status"].Text);
    }

    private static async Task<string> RetriedAsync(Person person, Guid eventId, string form, Guid? photo) =>
        (await PostAsync(person, eventId, form, photo)).Expect(302).Headers.Location!.OriginalString.Split("?retried=")[1];

    private static Task<Answer> PostAsync(Person person, Guid eventId, string form, Guid? photo) =>
        person.SendAsync(HttpMethod.Post, $"/e/{eventId}/failures/{form}", new FormUrlEncodedContent(photo is { } id ? [new("id", id.ToString())] : []));

    private static async Task<string> PageAsync(Person person, string path) => (await person.GetAsync(path)).Expect(200).Body;

    private async Task<Guid> FailedAsync(Person photographer, Guid eventId, string reason)
    {
        var photo = (await photographer.UploadCompletedAsync(eventId))["id"].Guid;
        await app.WithDbAsync(db => db.Photos.Where(row => row.Id == photo).ExecuteUpdateAsync(set => set
            .SetProperty(row => row.Status, PhotoStatus.Failed).SetProperty(row => row.ProcessingErrors, reason)));
        return photo;
    }
}
