using System.Text;

namespace Pixeli.Imaging.Tests;

public sealed class HostileFiles : IDisposable
{
    private readonly Scratch _scratch = new();

    public static TheoryData<string> Formats => ["jpg", "png", "webp", "gif", "tif", "avif"];

    [Fact]
    public void An_empty_file_is_said_to_be_empty()
    {
        var refusal = Renderer.Refuses(_scratch.Write("empty.jpg", []));
        Assert.Equal(ImagingFailure.Empty, refusal.Failure);
        Assert.Equal("The file is empty.", refusal.Message);
    }

    [Theory]
    [InlineData("plain text")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><script>alert(1)</script></svg>")]
    [InlineData("<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>")]
    [InlineData("<!DOCTYPE html><html><script>alert(1)</script></html>")]
    [InlineData("%PDF-1.7\n1 0 obj")]
    [InlineData("MZ\u0090")]
    [InlineData("P6 1 1 255 abc")]
    [InlineData("x")]
    public void What_is_no_picture_is_turned_down_whatever_its_name(string content)
    {
        Assert.Equal(ImagingFailure.NotAnImage, Renderer.Refuses(_scratch.Write("photo.jpg", Encoding.Latin1.GetBytes(content))).Failure);
    }

    [Theory]
    [InlineData("BM\0\0\0\0\0\0\0\0\0\0")]
    [InlineData("8BPS\0\u0001\0\0")]
    [InlineData("II*\0\u0010\0\0\0CR\u0002\0")]
    [InlineData("\u00ff\n\0\0\0\0\0\0")]
    public void Pictures_of_other_kinds_are_named_as_such(string content)
    {
        Assert.Equal(ImagingFailure.UnsupportedFormat, Renderer.Refuses(_scratch.Write("photo.jpg", Encoding.Latin1.GetBytes(content))).Failure);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_picture_by_another_name_is_still_the_picture(string extension)
    {
        using var picture = Picture.Quarters(300, 200);
        var path = picture.SaveTo(_scratch["photo." + extension]);
        File.Move(path, _scratch["script.html"]);
        Assert.Equal(3, Renderer.Render(_scratch["script.html"]).Renditions.Count);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_file_cut_off_anywhere_is_a_damaged_picture(string extension)
    {
        using var picture = Picture.Busy(900, 700);
        var whole = File.ReadAllBytes(picture.SaveTo(_scratch["photo." + extension]));
        for (var part = 1; part < 20; part++)
        {
            var path = _scratch.Write("cut", whole.AsSpan(0, whole.Length * part / 20));
            Assert.Equal(ImagingFailure.Corrupt, Renderer.Refuses(path).Failure);
        }
    }

    [Fact]
    public void A_progressive_photo_cut_off_is_damaged_too()
    {
        using var picture = Picture.Busy(900, 700);
        picture.Saving(_scratch["photo.jpg"]).With("interlace", true).Run();
        var whole = File.ReadAllBytes(_scratch["photo.jpg"]);
        Assert.All([0.3, 0.6, 0.9], share =>
            Assert.Equal(ImagingFailure.Corrupt, Renderer.Refuses(_scratch.Write("cut.jpg", whole.AsSpan(0, (int)(whole.Length * share)))).Failure));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Bytes_behind_the_picture_do_no_harm(string extension)
    {
        using var picture = Picture.Quarters(300, 200);
        var path = picture.SaveTo(_scratch["photo." + extension]);
        using (var file = File.Open(path, FileMode.Append))
            file.Write(Encoding.ASCII.GetBytes("<script>alert('left over')</script>" + new string('x', 5000)));
        new Decoded(Renderer.Render(path).Of(RenditionKind.Preview)).ShowsQuarters();
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Random_damage_gives_a_picture_or_a_reason(string extension)
    {
        using var picture = Picture.Busy(160, 120);
        var whole = File.ReadAllBytes(picture.SaveTo(_scratch["photo." + extension]));
        var random = new Random(20240501);
        for (var round = 0; round < 150; round++)
        {
            var damaged = whole.ToArray();
            for (var hits = random.Next(1, 12); hits > 0; hits--)
                damaged[random.Next(round % 2 == 0 ? damaged.Length : Math.Min(damaged.Length, 200))] = (byte)random.Next(256);
            GivesAPictureOrAReason(_scratch.Write("damaged", damaged));
        }
    }

    public void Dispose() => _scratch.Dispose();

    private static void GivesAPictureOrAReason(string path)
    {
        PhotoMetadataReader.Read(path);
        try
        {
            var photo = Renderer.Render(path);
            Assert.All(photo.Renditions, rendition => Assert.Equal(rendition.Width, new Decoded(rendition).Width));
        }
        catch (ImagingException refusal)
        {
            Assert.NotEmpty(refusal.Message);
        }
    }
}
