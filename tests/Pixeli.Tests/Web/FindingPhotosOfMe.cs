using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Pixeli.FindMe;
using Pixeli.Photos;
using Pixeli.Tagging;
using Pixeli.Tests.Vision;
using Pixeli.Vision.Faces;

namespace Pixeli.Tests.Web;

/// <summary>The page that finds photos of oneself, without script.</summary>
public sealed class FindingPhotosOfMe : IAsyncLifetime
{
    private readonly PaintedEyes _eyes = new();
    private PixeliApp _app = null!;
    private Person _me = null!;
    private Person _photographer = null!; // of the last photo

    public async Task InitializeAsync()
    {
        _app = await PixeliApp.StartAsync(services => services.AddSingleton<IVisionEngine>(_eyes));
        _me = await _app.PersonAsync();
    }

    public Task DisposeAsync() => _app.DisposeAsync().AsTask();

    [Fact]
    public async Task It_says_what_is_computed_kept_and_erased_before_anything_is_asked_for()
    {
        var page = await PageAsync();

        foreach (var words in (string[])["What is computed", "What is kept", "How to erase it", "The picture itself is deleted", "Agree and find photos of me", "name=\"selfie\""])
            Assert.Contains(words, page, StringComparison.Ordinal);
        Assert.DoesNotContain("Erase it and stop looking", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/find-me\"", await PageAsync("/me"), StringComparison.Ordinal);
        Assert.Contains("href=\"/find-me\"", await PageAsync("/me/tagged"), StringComparison.Ordinal);
        await _app.PersonAsync(Pixeli.Accounts.Role.Administrator); // until there is one, every page leads to the set-up
        Assert.Contains("/login", (await _app.Anyone.GetAsync("/find-me", ("Accept", "text/html"))).Expect(302).Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_pack_it_says_that_it_is_off_and_is_linked_nowhere()
    {
        _eyes.Abilities = VisionAbilities.None;

        var page = await PageAsync();

        Assert.Contains("Finding people is off on this site", page, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"selfie\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/admin/models", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/find-me", await PageAsync("/me"), StringComparison.Ordinal);
        Assert.DoesNotContain("/find-me", await PageAsync("/me/tagged"), StringComparison.Ordinal);
        Assert.Equal("/find-me?problem=Failed", await SendSelfieAsync(PaintedEyes.Face(0)));
    }

    [Theory]
    [InlineData("NoFace", "No face was found")]
    [InlineData("Several", "several people")]
    [InlineData("TooSmall", "too small")]
    [InlineData("Blurred", "blurred")]
    public async Task A_selfie_that_will_not_do_is_refused_with_what_to_do(string flaw, string words)
    {
        var face = PaintedEyes.Face(0);
        SeenFace[] faces = flaw switch
        {
            "NoFace" => [],
            "Several" => [face, face],
            "TooSmall" => [face with { Clarity = FaceClarity.TooSmall, Vector = null }],
            _ => [face with { Clarity = FaceClarity.Blurred, Vector = null }],
        };

        var address = await SendSelfieAsync(faces);

        Assert.Equal($"/find-me?problem={flaw}", address);
        Assert.Contains(words, await PageAsync(address), StringComparison.Ordinal);
        Assert.Equal(0, await _app.WithDbAsync(db => db.Selfies.CountAsync()));
    }

    [Fact]
    public async Task What_is_no_picture_is_refused_and_nothing_of_a_selfie_stays_on_the_disk()
    {
        var before = Directory.EnumerateFiles(_app.Staging, "*", SearchOption.AllDirectories).ToList();
        using var text = new ByteArrayContent("not a picture"u8.ToArray());
        using var form = new MultipartFormDataContent { { text, "selfie", "me.jpg" } };
        var answer = await _me.SendAsync(HttpMethod.Post, "/find-me/selfie", form);

        Assert.Equal("/find-me?problem=Unreadable", answer.Expect(302).Headers.Location!.OriginalString);
        Assert.Contains("no picture that can be read", await PageAsync("/find-me?problem=Unreadable"), StringComparison.Ordinal);
        Assert.Equal("/find-me?done=taken", await SendSelfieAsync(PaintedEyes.Face(0)));
        Assert.Equal(before, Directory.EnumerateFiles(_app.Staging, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Photos_come_by_event_the_strongest_first_and_one_is_answered_by_its_buttons()
    {
        var weak = await PhotoAsync("Autumn", 0.7f);
        var strong = await PhotoAsync("Spring", 0.05f);
        var other = await PhotoAsync("Elsewhere", 1);
        Assert.Contains("No photos that may show you", await AskedAsync(0, before: true), StringComparison.Ordinal);

        var page = await AskedAsync(0);

        Assert.True(page.IndexOf("Spring", StringComparison.Ordinal) < page.IndexOf("Autumn", StringComparison.Ordinal));
        Assert.Contains($"value=\"{strong}\"", page, StringComparison.Ordinal);
        Assert.True(page.IndexOf("Most likely you", StringComparison.Ordinal) < page.IndexOf("Perhaps you", StringComparison.Ordinal));
        Assert.DoesNotContain($"{other}", page, StringComparison.Ordinal);
        var only = await PageAsync($"/find-me?event={await EventOfAsync(weak)}");
        Assert.Contains("Only photos of Autumn", only, StringComparison.Ordinal);
        Assert.DoesNotContain($"{strong}", only, StringComparison.Ordinal);

        Assert.Equal("/find-me?done=me&photos=1", await DecideAsync(("me", $"{strong}"), ("photo", $"{weak}")));
        Assert.Equal($"/find-me?event={Guid.Empty}&done=not-me&photos=1", await DecideAsync(("not-me", $"{weak}"), ("event", $"{Guid.Empty}")));

        Assert.Equal([$"{strong}"], (await _me.GetAsync("/photos/photos-tagged-in/")).List.Each("id"));
        Assert.Contains("You are named in 1 photo now", await PageAsync("/find-me?done=me&photos=1"), StringComparison.Ordinal);
        Assert.Contains("No photos that may show you", await PageAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_are_answered_at_once_and_an_answer_can_be_taken_back()
    {
        Guid[] photos = [await PhotoAsync("One", 0), await PhotoAsync("Two", 0), await PhotoAsync("Three", 0)];
        await AskedAsync(0);

        Assert.Equal("/find-me?done=me&photos=2", await DecideAsync(
            ("verdict", "me"), ("photo", $"{photos[0]}"), ("photo", $"{photos[1]}"), ("photo", $"{Guid.CreateVersion7()}")));
        Assert.Equal(2, (await _me.GetAsync("/photos/photos-tagged-in/")).List.Count);
        Assert.Equal("/find-me?done=not-me&photos=1", await DecideAsync(("verdict", "not-me"), ("photo", $"{photos[2]}")));

        (await _me.DeleteAsync($"/photos/{photos[0]}/me/")).Expect(204);
        (await _me.DeleteAsync($"/photos/{photos[2]}/me/")).Expect(204);
        (await _me.DeleteAsync($"/photos/{photos[2]}/me/")).Expect(204);
        (await _me.DeleteAsync($"/photos/{Guid.CreateVersion7()}/me/")).Expect(404);

        Assert.Equal([$"{photos[1]}"], (await _me.GetAsync("/photos/photos-tagged-in/")).List.Each("id"));
        var again = await PageAsync();
        Assert.Contains($"{photos[0]}", again, StringComparison.Ordinal);
        Assert.Contains($"{photos[2]}", again, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_button_erases_it_also_where_the_pack_has_gone()
    {
        await PhotoAsync("Party", 0);
        await AskedAsync(0);
        _eyes.Abilities = VisionAbilities.None;
        Assert.Contains("Erase it and stop looking", await PageAsync(), StringComparison.Ordinal);

        var answer = await _me.SendAsync(HttpMethod.Post, "/find-me/withdraw", new FormUrlEncodedContent([]));

        Assert.Equal("/find-me?done=withdrawn", answer.Expect(302).Headers.Location!.OriginalString);
        Assert.Contains("It is erased", await PageAsync("/find-me?done=withdrawn"), StringComparison.Ordinal);
        Assert.Equal((0, 0), await _app.WithDbAsync(async db => (await db.Selfies.CountAsync(), await db.FaceVerdicts.CountAsync())));
    }

    [Fact]
    public async Task Another_pack_asks_for_another_selfie()
    {
        await PhotoAsync("Party", 0);
        await AskedAsync(0);

        _eyes.Abilities = _eyes.Abilities with { People = new("other", 0.35, 0.5) };

        Assert.Contains("Take a new picture to be found again", await PageAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_took_the_photo_is_asked_and_nobody_else_and_confirms_with_one_button()
    {
        var photo = await PhotoAsync("Party", 0);
        await AskedAsync(0);
        var reader = await _app.PersonAsync();
        Assert.Contains("They asked to be found", await PhotoPageAsync(_photographer, photo), StringComparison.Ordinal);
        Assert.DoesNotContain("They asked to be found", await PhotoPageAsync(reader, photo), StringComparison.Ordinal);

        (await SendAsync(reader, photo, "people/suggested", ("person", $"{_me.Id}"))).Expect(403);
        (await SendAsync(_photographer, photo, "people/suggested", ("person", $"{reader.Id}"))).Expect(409);
        Assert.Equal($"/p/{photo}#people", (await SendAsync(_photographer, photo, "people/suggested", ("person", $"{_me.Id}"))).Expect(302).Headers.Location!.OriginalString);

        Assert.Equal([$"{photo}"], (await _me.GetAsync("/photos/photos-tagged-in/")).List.Each("id"));
        Assert.Equal("TAGGED", (await _me.GetAsync("/notifications/")).List.Single()!["verb"].Text);
        Assert.DoesNotContain("They asked to be found", await PhotoPageAsync(_photographer, photo), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_automatic_tag_is_taken_away_on_the_photo_page_by_who_may_edit_it()
    {
        var photo = await PhotoAsync("Party", 0);
        await _app.WithDbAsync(db =>
        {
            db.AutoTags.AddRange(new AutoTag { PhotoId = photo, Tag = "dog", Score = 0.9, Pack = "base" }, new AutoTag { PhotoId = photo, Tag = "cake", Score = 0.8, Pack = "base" });
            return db.SaveChangesAsync();
        });
        var reader = await _app.PersonAsync();
        Assert.DoesNotContain("removeAutomatic", await PhotoPageAsync(reader, photo), StringComparison.Ordinal);
        Assert.Contains("removeAutomatic", await PhotoPageAsync(_photographer, photo), StringComparison.Ordinal);

        (await SendAsync(reader, photo, "tags", ("removeAutomatic", "dog"))).Expect(403);
        Assert.Equal($"/p/{photo}#tags", (await SendAsync(_photographer, photo, "tags", ("removeAutomatic", "dog"))).Expect(302).Headers.Location!.OriginalString);

        Assert.Equal(["cake"], (await _photographer.GetAsync($"/photos/{photo}/"))["auto_tags"]!.AsArray().Select(tag => tag.Text));
    }

    private static async Task<string> PhotoPageAsync(Person person, Guid photo) => (await person.GetAsync($"/p/{photo}", ("Accept", "text/html"))).Expect(200).Body;

    private static Task<Answer> SendAsync(Person person, Guid photo, string form, params (string Name, string Value)[] fields) => person.SendAsync(
        HttpMethod.Post, $"/p/{photo}/{form}", new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));

    private async Task<string> PageAsync(string path = "/find-me") => (await _me.GetAsync(path, ("Accept", "text/html"))).Expect(200).Body;

    private async Task<string> AskedAsync(float whose, bool before = false)
    {
        if (before)
            await _app.WithDbAsync(db => db.Faces.ExecuteUpdateAsync(set => set.SetProperty(face => face.IsClear, false)));
        Assert.Equal("/find-me?done=taken", await SendSelfieAsync(PaintedEyes.Face(whose)));
        var page = await PageAsync();
        if (before)
            await _app.WithDbAsync(db => db.Faces.ExecuteUpdateAsync(set => set.SetProperty(face => face.IsClear, true)));
        return page;
    }

    private async Task<string> SendSelfieAsync(params SeenFace[] faces)
    {
        _eyes.Sight = () => new([], faces, null);
        using var picture = new ByteArrayContent(TestPhotos.Next());
        using var form = new MultipartFormDataContent { { picture, "selfie", "me.jpg" } };
        return (await _me.SendAsync(HttpMethod.Post, "/find-me/selfie", form)).Expect(302).Headers.Location!.OriginalString;
    }

    private async Task<string> DecideAsync(params (string Name, string Value)[] fields) =>
        (await _me.SendAsync(HttpMethod.Post, "/find-me/decide", new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)))))
            .Expect(302).Headers.Location!.OriginalString;

    /// <summary>A photo with one face in it, in an event of its own.</summary>
    private async Task<Guid> PhotoAsync(string title, float whose)
    {
        _photographer = await _app.PersonAsync();
        var photo = (await _app.AddRowsAsync(await _photographer.CreateEventAsync(title), _photographer, 1))[0];
        var face = PaintedEyes.Face(whose);
        await _app.WithDbAsync(db =>
        {
            db.Faces.Add(new() { PhotoId = photo, Left = face.Left, Top = face.Top, Width = face.Width, Height = face.Height, Score = 0.9, IsClear = true, Pack = "people", Vector = Vectors.ToBytes(face.Vector) });
            return db.SaveChangesAsync();
        });
        return photo;
    }

    private Task<Guid> EventOfAsync(Guid photo) => _app.WithDbAsync(db => db.Photos.Where(item => item.Id == photo).Select(item => item.EventId).SingleAsync());
}
