namespace Pixeli.Tests.Hostile;

/// <summary>Files that are called photos and are something else, or two things at once, on the way that people send them.</summary>
public sealed class DressedFiles(PixeliApp app) : IClassFixture<PixeliApp>
{
    private static readonly byte[] Bomb =
    [
        .. "GIF89a"u8, 0xFF, 0xFF, 0xFF, 0xFF, 0x80, 0, 0, 0, 0, 0, 255, 255, 255,
        0x2C, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0, 2, 2, 0x4C, 1, 0, 0x3B, // 65,535 × 65,535
    ];

    [Fact]
    public async Task Are_refused_one_by_one_with_a_reason_and_photos_beside_them_get_through()
    {
        var person = await app.PersonAsync();
        (string Name, byte[] Bytes)[] files =
        [
            ("icon.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><script>alert(1)</script></svg>"u8.ToArray()),
            ("page.jpg", "<!DOCTYPE html><script>alert(1)</script>"u8.ToArray()),
            ("paper.png", "%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj"u8.ToArray()),
            ("program.jpeg", "MZ This program cannot be run in DOS mode."u8.ToArray()),
            ("archive.webp", "PK\u0003\u0004 archive"u8.ToArray()),
            ("bomb.gif", Bomb),
        ];
        var body = new BulkBody().File("good", TestPhotos.Next()).Metadata([.. files.Select(file => file.Name).Append("good").Select(name => (object)new { client_id = name })]);
        foreach (var (name, bytes) in files)
            body.File(name, bytes);

        var results = BulkUploads.Results((await person.BulkUploadAsync(await person.CreateEventAsync(), body)).Expect(207));

        Assert.Equal("created", results["good"]["status"].Text);
        Assert.All(files, file => Assert.Equal("error", results[file.Name]["status"].Text));
        Assert.All(files, file => Assert.NotEmpty(results[file.Name]["error"].Text));
    }

    [Fact]
    public async Task A_photo_that_is_a_script_too_is_never_given_out_as_one()
    {
        var person = await app.PersonAsync();
        byte[] both = [.. TestPhotos.Next(), .. "<script>alert(1)</script>"u8];
        var photo = await person.UploadCompletedAsync(await person.CreateEventAsync(), both, new { client_id = "one.jpg", file_name = "both.html" });

        var original = (await person.GetAsync($"/photos/{photo["id"].Text}/original/")).Expect(200);
        Assert.Equal("image/jpeg", original.ContentHeaders.ContentType?.MediaType);
        Assert.StartsWith("attachment", original.ContentHeaders.ContentDisposition?.ToString(), StringComparison.Ordinal);
        Assert.Equal("nosniff", original.Headers.GetValues("X-Content-Type-Options").Single());
        foreach (var url in (string[])["thumbnail_url", "preview_url", "watermarked_url"])
        {
            var picture = (await app.Anyone.GetAsync(photo[url].Text)).Expect(200);
            Assert.StartsWith("image/", picture.ContentHeaders.ContentType?.MediaType, StringComparison.Ordinal);
            Assert.Equal(-1, picture.Bytes.AsSpan().IndexOf("<script>"u8));
        }
    }
}
