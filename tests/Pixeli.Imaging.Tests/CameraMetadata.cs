using System.Text;
using System.Text.Json;

namespace Pixeli.Imaging.Tests;

public sealed class CameraMetadata : IDisposable
{
    private static readonly SyntheticPhotoOptions Shot = new(Seed: 5, Width: 300, Height: 200)
    {
        TakenAt = new DateTime(2024, 5, 1, 10, 11, 12),
        Offset = new TimeSpan(5, 45, 0),
        Make = "Canon",
        Model = "EOS R6",
        Lens = "RF 24-70mm F2.8 L",
        ExposureSeconds = 1 / 250.0,
        FNumber = 2.8,
        Iso = 400,
        FocalLength = 35,
        Latitude = -33.8567844,
        Longitude = 151.2152967,
        Orientation = 6,
    };

    private readonly Scratch _scratch = new();

    [Fact]
    public void Says_when_where_and_with_what_a_photo_was_taken()
    {
        SyntheticPhoto.Write(_scratch["photo.jpg"], Shot);
        var metadata = PhotoMetadataReader.Read(_scratch["photo.jpg"]);

        Assert.Equal(Shot.TakenAt, metadata.TakenAt);
        Assert.Equal(DateTimeKind.Unspecified, metadata.TakenAt!.Value.Kind);
        Assert.Equal(Shot.Offset, metadata.Offset);
        Assert.Equal("Canon", metadata.Values["make"]);
        Assert.Equal("EOS R6", metadata.Values["model"]);
        Assert.Equal("RF 24-70mm F2.8 L", metadata.Values["lens"]);
        Assert.Equal("1/250", metadata.Values["exposure_time"]);
        Assert.Equal(2.8, metadata.Values["f_number"]);
        Assert.Equal(400, metadata.Values["iso"]);
        Assert.Equal(35.0, metadata.Values["focal_length"]);
        Assert.Equal(6, metadata.Values["orientation"]);
        var gps = Assert.IsType<Dictionary<string, object>>(metadata.Values["gps"]);
        Assert.Equal(-33.8567844, (double)gps["latitude"], 5);
        Assert.Equal(151.2152967, (double)gps["longitude"], 5);
    }

    [Theory]
    [InlineData("png")]
    [InlineData("webp")]
    [InlineData("avif")]
    public void Is_read_from_every_format(string extension)
    {
        using var picture = Picture.Quarters(100, 80);
        picture.Set("exif-ifd0-Model", "Box camera");
        picture.Set("exif-ifd2-DateTimeOriginal", "2023:07:04 18:30:00");
        var metadata = PhotoMetadataReader.Read(picture.SaveTo(_scratch["photo." + extension]));
        Assert.Equal(new DateTime(2023, 7, 4, 18, 30, 0), metadata.TakenAt);
        Assert.Equal("Box camera", metadata.Values["model"]);
    }

    [Fact]
    public void Is_read_from_tiff_whose_structure_exif_shares()
    {
        var jpeg = SyntheticPhoto.Render(Shot);
        var exif = jpeg.AsSpan().IndexOf("Exif\0\0"u8) + 6;
        Assert.Equal(Shot.TakenAt, PhotoMetadataReader.Read(_scratch.Write("photo.tif", jpeg.AsSpan(exif))).TakenAt);
    }

    [Theory]
    [InlineData("jpg")]
    [InlineData("png")]
    [InlineData("webp")]
    public void Keywords_titles_and_ratings_come_from_xmp(string extension)
    {
        using var picture = Picture.Quarters(100, 80);
        picture.Set("xmp-data", Encoding.UTF8.GetBytes(
            """
            <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
            <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
              xmp:Rating="4" xmp:CreateDate="2022-02-03T04:05:06+01:00">
            <dc:subject><rdf:Bag><rdf:li>Élan</rdf:li><rdf:li>finale</rdf:li><rdf:li>Finale</rdf:li></rdf:Bag></dc:subject>
            <dc:title><rdf:Alt><rdf:li xml:lang="x-default">The last round</rdf:li></rdf:Alt></dc:title>
            </rdf:Description></rdf:RDF></x:xmpmeta>
            """));
        var metadata = PhotoMetadataReader.Read(picture.SaveTo(_scratch["photo." + extension]));
        Assert.Equal(["Élan", "finale"], metadata.Keywords);
        Assert.Equal("The last round", metadata.Values["title"]);
        Assert.Equal(4, metadata.Values["rating"]);
        Assert.Equal(new DateTime(2022, 2, 3, 4, 5, 6), metadata.TakenAt);
        Assert.Equal(TimeSpan.FromHours(1), metadata.Offset);
    }

    [Fact]
    public void Satellites_tell_the_time_zone_where_the_camera_does_not()
    {
        using var picture = Picture.Quarters(100, 80);
        picture.Set("exif-ifd2-DateTimeOriginal", "2023:07:04 18:30:10");
        picture.Set("exif-ifd3-GPSDateStamp", "2023:07:04");
        picture.Set("exif-ifd3-GPSTimeStamp", "13/1 0/1 3/1");
        Assert.Equal(new TimeSpan(5, 30, 0), PhotoMetadataReader.Read(picture.SaveTo(_scratch["photo.jpg"])).Offset);
    }

    [Theory]
    [InlineData("0000:00:00 00:00:00")]
    [InlineData("2023:13:45 99:99:99")]
    [InlineData("yesterday")]
    [InlineData("1601:01:01 00:00:00")]
    public void A_clock_that_was_never_set_says_nothing(string date)
    {
        using var picture = Picture.Quarters(100, 80);
        picture.Set("exif-ifd2-DateTimeOriginal", date);
        Assert.Null(PhotoMetadataReader.Read(picture.SaveTo(_scratch["photo.jpg"])).TakenAt);
    }

    [Fact]
    public void Hostile_text_is_cleaned_and_cut()
    {
        using var picture = Picture.Quarters(100, 80);
        picture.Set("exif-ifd0-Make", "Evil\u0001\u0007\u202e<b>\r\n" + new string('A', 5000));
        picture.Set("exif-ifd2-FNumber", "1/0");
        picture.Set("exif-ifd2-ExposureTime", "0/0");
        var values = PhotoMetadataReader.Read(picture.SaveTo(_scratch["photo.jpg"])).Values;

        var make = Assert.IsType<string>(values["make"]);
        Assert.InRange(make.Length, 4, 200);
        Assert.DoesNotContain(make, char.IsControl);
        Assert.DoesNotContain('\u202e', make);
        Assert.DoesNotContain("f_number", values.Keys);
        Assert.DoesNotContain("exposure_time", values.Keys);
        Assert.NotEmpty(JsonSerializer.Serialize(values));
    }

    [Fact]
    public void Never_reaches_a_rendition()
    {
        SyntheticPhoto.Write(_scratch["photo.jpg"], Shot);
        Assert.All(Renderer.Render(_scratch["photo.jpg"]).Renditions, rendition =>
        {
            Assert.Empty(new Decoded(rendition).Fields);
            Assert.Equal(-1, rendition.Bytes.Span.IndexOf("Canon"u8));
        });
    }

    [Fact]
    public void Of_a_file_that_is_no_photo_is_none()
    {
        var metadata = PhotoMetadataReader.Read(_scratch.Write("notes.txt", "hello"u8));
        Assert.Null(metadata.TakenAt);
        Assert.Empty(metadata.Values);
        Assert.Empty(PhotoMetadataReader.Read(_scratch.Write("empty", [])).Keywords);
    }

    public void Dispose() => _scratch.Dispose();
}
