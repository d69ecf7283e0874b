using Microsoft.Extensions.DependencyInjection;
using Pixeli.Accounts;
using Pixeli.Uploads.Resumable;

namespace Pixeli.Tests.Resumable;

public sealed class RefusedParts(PixeliApp app) : IClassFixture<PixeliApp>
{
    [Fact]
    public async Task Other_versions_of_the_protocol_are_refused()
    {
        var person = await app.PersonAsync();

        var answer = (await person.SendAsync(HttpMethod.Post, "/uploads/", null, ("Upload-Length", "9"), ("Tus-Resumable", "0.2.2"))).Expect(412);
        Assert.Equal("1.0.0", answer.Header("Tus-Version"));
        (await person.SendAsync(HttpMethod.Head, $"/uploads/{Guid.CreateVersion7()}")).Expect(412);
    }

    [Fact]
    public async Task Every_answer_says_which_version_it_speaks()
    {
        var person = await app.PersonAsync();
        var upload = await person.BeginAsync(await person.CreateEventAsync(), 1000);
        Answer[] answers =
        [
            (await app.Anyone.LookAsync(upload)).Expect(401),
            (await person.LookAsync(upload)).Expect(200),
            (await person.LookAsync($"/uploads/{Guid.CreateVersion7()}")).Expect(404),
            (await person.GetAsync(upload)).Expect(405),
            (await person.CreateUploadAsync(-1, "")).Expect(400),
            (await person.SendAsync(HttpMethod.Head, upload)).Expect(412),
        ];

        Assert.All(answers, answer => Assert.Equal("1.0.0", answer.Header("Tus-Resumable")));
    }

    [Fact]
    public async Task A_beginning_must_say_what_it_begins()
    {
        var person = await app.PersonAsync();
        var eventId = (await person.CreateEventAsync()).ToString();
        Task<Answer> Begin(long length, params (string, string)[] metadata) => person.CreateUploadAsync(length, Tus.Metadata(metadata));

        (await Begin(100)).ExpectInvalid("event");
        (await Begin(100, ("event", Guid.CreateVersion7().ToString()))).ExpectInvalid("event");
        (await Begin(0, ("event", eventId))).ExpectInvalid("image");
        (await Begin(-1, ("event", eventId))).Expect(400);
        (await Begin(100, ("event", eventId), ("read_perm", "ALL"))).ExpectInvalid("read_perm");
        (await Begin(100, ("event", eventId), ("tagged_usernames", "nobody.at.all"))).ExpectInvalid("tagged_usernames");
        (await Begin((64 << 20) + 1, ("event", eventId))).Expect(413);
        (await person.CreateUploadAsync(100, "event ???")).Expect(400);
        (await person.CreateUploadAsync(100, "event a,event b")).Expect(400);
        (await person.SendAsync(HttpMethod.Post, "/uploads/", null, ("Tus-Resumable", "1.0.0"), ("Upload-Length", "many"))).Expect(400);
        (await app.Anyone.CreateUploadAsync(100, "")).Expect(401);
    }

    [Fact]
    public async Task Bytes_must_fit_and_call_themselves_bytes()
    {
        var person = await app.PersonAsync();
        var upload = await person.BeginAsync(await person.CreateEventAsync(), 100);

        (await person.ContinueAsync(upload, 0, new byte[101])).Expect(413);
        (await person.ContinueAsync(upload, 1, new byte[9])).Expect(409);
        (await person.ContinueAsync(upload, -1, new byte[9])).Expect(400);
        (await person.ContinueAsync(upload, 0, new StringContent("photo"))).Expect(415);
        using var unannounced = new StreamContent(new MemoryStream(new byte[101]));
        unannounced.Headers.TryAddWithoutValidation("Content-Type", Tus.ContentType);
        (await person.SendAsync(HttpMethod.Patch, upload, unannounced, ("Tus-Resumable", "1.0.0"), ("Upload-Offset", "0"), ("Transfer-Encoding", "chunked"))).Expect(413);
        Assert.Equal(0, (await person.LookAsync(upload)).Expect(200).Offset());
    }

    [Fact]
    public async Task An_upload_is_its_owners_alone()
    {
        var (owner, other) = (await app.PersonAsync(), await app.PersonAsync(Role.Administrator));
        var upload = await owner.BeginAsync(await owner.CreateEventAsync(), 100);

        (await other.LookAsync(upload)).Expect(404);
        (await other.ContinueAsync(upload, 0, new byte[9])).Expect(404);
        (await other.EndAsync(upload)).Expect(404);
        (await app.Anyone.LookAsync(upload)).Expect(401);
    }

    [Fact]
    public async Task Who_may_not_add_any_more_does_not_get_a_photo_in_with_the_last_byte()
    {
        var (coordinator, guest) = (await app.PersonAsync(), await app.PersonAsync());
        var eventId = await coordinator.CreateEventAsync();
        var photo = TestPhotos.Next();
        var upload = await guest.BeginAsync(eventId, photo.Length);
        (await coordinator.PatchAsync($"/events/{eventId}/", new { write_perm = "PRV" })).Expect(200);

        (await guest.CreateUploadAsync(photo.Length, Tus.Metadata(("event", eventId.ToString())))).Expect(403);
        (await guest.ContinueAsync(upload, 0, photo)).Expect(403);
        (await guest.LookAsync(upload)).Expect(403);
        Assert.Empty((await coordinator.GetAsync($"/events/{eventId}/photos/")).Expect(200).List);

        (await coordinator.PatchAsync($"/events/{eventId}/", new { write_perm = "PUB" })).Expect(200);
        (await guest.LookAsync(upload)).Expect(200).PhotoId(); // its bytes were kept all the time
    }

    [Fact]
    public async Task An_event_that_is_deleted_takes_its_uploads_along()
    {
        var person = await app.PersonAsync();
        var eventId = await person.CreateEventAsync();
        var upload = await person.BeginAsync(eventId, 100);
        (await person.ContinueAsync(upload, 0, new byte[50])).Expect(204);
        (await person.DeleteAsync($"/events/{eventId}/")).Expect(204);

        (await person.ContinueAsync(upload, 50, new byte[50])).Expect(404);
        await app.RemovedAsync(eventId);
        await SweepAsync();
        Assert.False(File.Exists(FileOf(upload)));
    }

    [Fact]
    public async Task Browsers_send_uploads_from_our_own_pages_only()
    {
        var person = await app.PersonAsync();
        var cookie = await app.CookieAsync(person);
        var metadata = ("Upload-Metadata", Tus.Metadata(("event", (await person.CreateEventAsync()).ToString())));
        Task<Answer> Begin(string site) => app.Anyone.SendAsync(
            HttpMethod.Post, "/uploads/", null, ("Cookie", cookie), ("Sec-Fetch-Site", site), ("Tus-Resumable", "1.0.0"), ("Upload-Length", "9"), metadata);

        (await Begin("cross-site")).Expect(403);
        (await Begin("same-origin")).Expect(201);
    }

    [Fact]
    public async Task What_is_not_continued_in_time_is_gone_and_cleaned_up()
    {
        var person = await app.PersonAsync();
        var eventId = await person.CreateEventAsync();
        var upload = await person.BeginAsync(eventId, 100);
        (await person.ContinueAsync(upload, 0, new byte[50])).Expect(204);

        app.Clock.Advance(TimeSpan.FromDays(3) - TimeSpan.FromSeconds(1));
        person = await app.SignInAsync(person);
        await SweepAsync();
        Assert.Equal(50, (await person.LookAsync(upload)).Expect(200).Offset());
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        (await person.LookAsync(upload)).Expect(410);
        (await person.ContinueAsync(upload, 50, new byte[50])).Expect(410);
        await SweepAsync();
        Assert.False(File.Exists(FileOf(upload)));
        (await person.LookAsync(upload)).Expect(410);
        app.Clock.Advance(TimeSpan.FromDays(3));
        await SweepAsync();
        (await (await app.SignInAsync(person)).LookAsync(upload)).Expect(404);
    }

    [Fact]
    public async Task So_many_are_begun_and_not_more()
    {
        await using var strict = await PixeliApp.StartAsync(null, "Pixeli:Uploads:MaxUnfinished=2");
        var person = await strict.PersonAsync();
        var eventId = await person.CreateEventAsync();
        var metadata = Tus.Metadata(("event", eventId.ToString()));
        var first = await person.BeginAsync(eventId, 100);
        await person.BeginAsync(eventId, 100);

        (await person.CreateUploadAsync(100, metadata)).Expect(429);
        (await person.EndAsync(first)).Expect(204);
        (await person.CreateUploadAsync(100, metadata)).Expect(201);
    }

    private Task SweepAsync() => app.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<ResumableSweep>().Single()
        .SweepAsync(CancellationToken.None);

    private string FileOf(string upload) => Path.Combine(app.DataFolder, "uploads", Guid.Parse(upload[^36..]).ToString("N"));
}
