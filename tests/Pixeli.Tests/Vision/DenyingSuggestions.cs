using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Pixeli.FindMe;
using Pixeli.Tagging;

namespace Pixeli.Tests.Vision;

/// <summary>"No, it is not", said of a person who was suggested: remembered for the photo, and gone with everything it was said about.</summary>
public sealed class DenyingSuggestions : IAsyncLifetime
{
    private readonly PaintedEyes _eyes = new() { Sight = () => new([], [PaintedEyes.Face(0)], null) };
    private PixeliApp _app = null!;
    private Person _photographer = null!;
    private Person _me = null!;
    private Guid _photo;

    public async Task InitializeAsync()
    {
        _app = await PixeliApp.StartAsync(services => services.AddSingleton<IVisionEngine>(_eyes), "Pixeli:Vision:Quiet=00:00:00");
        (_photographer, _me) = (await _app.PersonAsync(), await _app.PersonAsync());
        _photo = await PhotoAsync();
        await _me.AskToBeFoundAsync();
    }

    public Task DisposeAsync() => _app.DisposeAsync().AsTask();

    [Fact]
    public async Task Who_was_denied_is_not_suggested_for_this_photo_again_and_is_for_others()
    {
        var other = await PhotoAsync();
        Assert.Equal([_me.Id], await SuggestedAsync(_photo));

        (await DenyAsync(_photographer)).Expect(204);
        (await DenyAsync(_photographer)).Expect(204);

        Assert.Empty(await SuggestedAsync(_photo));
        Assert.Equal([_me.Id], await SuggestedAsync(other));
        (await _photographer.PostAsync($"/photos/{_photo}/suggestions/{_me.Id}/", new { })).Expect(409);
        Assert.Equal(1, await DenialsAsync());
    }

    [Fact]
    public async Task It_says_nothing_for_the_person()
    {
        (await DenyAsync(_photographer)).Expect(204);

        Assert.Equal([_photo], (await _me.GetAsync("/auth/me/find/photos/")).Expect(200).List.Select(match => match!["photo"]!["id"].Guid));
        (await _me.PostAsync($"/photos/{_photo}/me/", new { })).Expect(204);
        Assert.Equal([$"{_photo}"], (await _me.GetAsync("/photos/photos-tagged-in/")).List.Each("id"));
    }

    [Fact]
    public async Task Only_who_may_edit_the_photo_says_so_and_only_of_who_was_suggested()
    {
        var stranger = await _app.PersonAsync();

        (await DenyAsync(stranger)).Expect(403);
        (await DenyAsync(_photographer, stranger)).Expect(409);
        (await _photographer.DeleteAsync($"/photos/{Guid.CreateVersion7()}/suggestions/{_me.Id}/")).Expect(404);
        Assert.Equal(0, await DenialsAsync());
    }

    [Fact]
    public async Task It_goes_with_the_consent()
    {
        (await DenyAsync(_photographer)).Expect(204);

        (await _me.DeleteAsync("/auth/me/find/")).Expect(204);

        Assert.Equal(0, await DenialsAsync());
        (await DenyAsync(_photographer)).Expect(409);
    }

    [Fact]
    public async Task Without_the_consent_there_is_none_whoever_writes_it()
    {
        var (person, photo) = (_photographer.Id, _photo);

        await Assert.ThrowsAsync<DbUpdateException>(() => _app.WithDbAsync(db =>
        {
            db.DeniedSuggestions.Add(new() { UserId = person, PhotoId = photo, DeniedAt = new DateTime(2026, 5, 12, 0, 0, 0, DateTimeKind.Utc) });
            return db.SaveChangesAsync();
        }));
    }

    [Fact]
    public async Task A_new_selfie_keeps_it()
    {
        (await DenyAsync(_photographer)).Expect(204);

        await _me.AskToBeFoundAsync();

        Assert.Empty(await SuggestedAsync(_photo));
    }

    [Fact]
    public async Task It_goes_with_the_photo()
    {
        (await DenyAsync(_photographer)).Expect(204);

        (await _photographer.DeleteAsync($"/photos/{_photo}/")).Expect(204);

        Assert.Equal(0, await DenialsAsync());
    }

    [Fact]
    public async Task It_goes_with_the_account_and_so_does_the_vector_of_the_selfie()
    {
        (await DenyAsync(_photographer)).Expect(204);
        var id = _me.Id;

        Assert.Equal(1, await _app.WithDbAsync(db => db.Set<Pixeli.Accounts.User>().Where(user => user.Id == id).ExecuteDeleteAsync()));

        Assert.Equal((0, 0), (await DenialsAsync(), await _app.WithDbAsync(db => db.Selfies.CountAsync())));
    }

    [Fact]
    public async Task The_photo_page_has_a_button_for_it()
    {
        var page = await _photographer.GetAsync($"/p/{_photo}", ("Accept", "text/html"));
        Assert.Contains($"/p/{_photo}/people/denied", page.Expect(200).Body, StringComparison.Ordinal);

        using var form = new FormUrlEncodedContent([new("person", $"{_me.Id}")]);
        var answer = await _photographer.SendAsync(HttpMethod.Post, $"/p/{_photo}/people/denied", form);

        Assert.Equal($"/p/{_photo}#people", answer.Expect(302).Headers.Location!.OriginalString);
        Assert.DoesNotContain("people/denied", (await _photographer.GetAsync($"/p/{_photo}", ("Accept", "text/html"))).Expect(200).Body, StringComparison.Ordinal);
    }

    private async Task<Guid> PhotoAsync()
    {
        var photo = (await _photographer.UploadCompletedAsync(await _photographer.CreateEventAsync()))["id"].Guid;
        await Wait.UntilAsync("its face was found", () => _app.WithDbAsync(db => db.Faces.AnyAsync(face => face.PhotoId == photo)));
        return photo;
    }

    private Task<Answer> DenyAsync(Person who, Person? whom = null) => who.DeleteAsync($"/photos/{_photo}/suggestions/{(whom ?? _me).Id}/");

    private async Task<IEnumerable<Guid>> SuggestedAsync(Guid photo) =>
        (await _photographer.GetAsync($"/photos/{photo}/suggestions/")).Expect(200).List.Select(item => item!["person"]!["id"].Guid);

    private Task<int> DenialsAsync() => _app.WithDbAsync(db => db.DeniedSuggestions.CountAsync());
}
