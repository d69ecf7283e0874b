using System.Text.RegularExpressions;

namespace Pixeli.Tests.Resumable;

/// <summary>Files from a phone's share sheet, which wait at the server until they are told their event.</summary>
public sealed partial class FilesThatWait(PixeliApp app) : IClassFixture<PixeliApp>
{
    [Fact]
    public async Task They_are_shown_small_to_their_owner_alone_and_what_is_no_picture_leaves_its_place_empty()
    {
        var (owner, stranger) = (await app.PersonAsync(), await app.PersonAsync());
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(TestPhotos.Next()), "images", "one.jpg" },
            { new ByteArrayContent(TestPhotos.Text), "images", "two.jpg" },
        };
        (await owner.SendAsync(HttpMethod.Post, "/upload/share", form)).Expect(303);

        var pictures = await PicturesAsync(owner);
        var shown = (await owner.GetAsync(pictures[0])).Expect(200);
        Assert.Equal("image/webp", shown.ContentHeaders.ContentType!.MediaType);
        Assert.True(shown.Headers.CacheControl!.Private);
        Assert.Equal("image/svg+xml", (await owner.GetAsync(pictures[1])).Expect(200).ContentHeaders.ContentType!.MediaType);
        Assert.Empty(await PicturesAsync(stranger));
        (await stranger.GetAsync(pictures[0])).Expect(404);
        (await app.Anyone.GetAsync(pictures[0])).Expect(401);

        (await owner.SendAsync(HttpMethod.Post, "/upload/shared/discard", new FormUrlEncodedContent([]))).Expect(302);
        (await owner.GetAsync(pictures[0])).Expect(404);
    }

    private static async Task<List<string>> PicturesAsync(Person person) =>
        [.. PictureUrl().Matches((await person.GetAsync("/upload/shared", ("Accept", "text/html"))).Expect(200).Body).Select(match => match.Value)];

    [GeneratedRegex("/upload/shared/[0-9a-f-]{36}/picture")]
    private static partial Regex PictureUrl();
}
