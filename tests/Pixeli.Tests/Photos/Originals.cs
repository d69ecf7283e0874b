namespace Pixeli.Tests.Photos;

public sealed class Originals(PixeliApp app) : IClassFixture<PixeliApp>
{
    [Fact]
    public async Task The_original_comes_byte_for_byte_under_its_own_name_and_is_counted()
    {
        var bytes = TestPhotos.Next();
        var (photographer, photo) = await UploadAsync(bytes, "Größe \"1\".jpg", "AN");
        var guest = await app.PersonAsync();

        var answer = (await guest.GetAsync($"/photos/{photo}/original/")).Expect(200);

        Assert.Equal(bytes, answer.Bytes);
        Assert.Equal("image/jpeg", answer.ContentHeaders.ContentType!.MediaType);
        Assert.Equal("attachment", answer.ContentHeaders.ContentDisposition!.DispositionType);
        Assert.Equal("Größe \"1\".jpg", answer.ContentHeaders.ContentDisposition.FileNameStar);
        Assert.Equal(1, (await app.CountedAsync(photographer, photo))["downloads"].Number);
    }

    [Fact]
    public async Task What_resumes_or_asks_whether_it_is_new_is_no_second_download()
    {
        var (photographer, photo) = await UploadAsync(TestPhotos.Next(), "one.jpg", "AN");
        var whole = (await photographer.GetAsync($"/photos/{photo}/original/")).Expect(200);

        var rest = (await photographer.GetAsync($"/photos/{photo}/original/", ("Range", "bytes=100-"))).Expect(206);
        (await photographer.GetAsync($"/photos/{photo}/original/", ("If-None-Match", whole.Headers.ETag!.Tag))).Expect(304);
        (await photographer.HeadAsync($"/photos/{photo}/original/")).Expect(200);

        Assert.Equal(whole.Bytes[100..], rest.Bytes);
        Assert.Equal(1, (await app.CountedAsync(photographer, photo))["downloads"].Number);
    }

    [Theory]
    [InlineData("AN", 200, 200)]
    [InlineData("OR", 403, 200)]
    [InlineData("DI", 403, 403)]
    public async Task The_share_permission_decides_among_those_who_may_read(string sharePerm, int guest, int photographer)
    {
        var (owner, photo) = await UploadAsync(TestPhotos.Next(), "one.jpg", sharePerm);
        var reader = await app.PersonAsync();

        (await reader.GetAsync($"/photos/{photo}/original/")).Expect(guest);
        (await owner.GetAsync($"/photos/{photo}/original/")).Expect(photographer);
        Assert.Equal(guest == 200, (await reader.GetAsync($"/photos/{photo}/"))["can_share"].IsTrue);
        (await app.Anyone.GetAsync($"/photos/{photo}/original/")).Expect(401);
        (await owner.PatchAsync($"/photos/{photo}/", new { read_perm = "PRV" })).Expect(200);
        (await reader.GetAsync($"/photos/{photo}/original/")).Expect(404);
    }

    private async Task<(Person Photographer, Guid Photo)> UploadAsync(byte[] bytes, string fileName, string sharePerm)
    {
        var photographer = await app.PersonAsync();
        var eventId = await (await app.PersonAsync()).CreateEventAsync();
        var detail = await photographer.UploadCompletedAsync(eventId, bytes, new { client_id = "one.jpg", file_name = fileName, share_perm = sharePerm });
        return (photographer, detail["id"].Guid);
    }
}
