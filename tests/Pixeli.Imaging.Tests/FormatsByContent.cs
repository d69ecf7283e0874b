using System.Text;

namespace Pixeli.Imaging.Tests;

public sealed class FormatsByContent
{
    [Theory]
    [InlineData("\u00ff\u00d8\u00ff\u00e0", ImageFormat.Jpeg)]
    [InlineData("\u0089PNG\r\n\u001a\n", ImageFormat.Png)]
    [InlineData("RIFF\0\0\0\0WEBPVP8 ", ImageFormat.WebP)]
    [InlineData("GIF89a", ImageFormat.Gif)]
    [InlineData("GIF87a", ImageFormat.Gif)]
    [InlineData("II*\0\u0008\0\0\0", ImageFormat.Tiff)]
    [InlineData("MM\0*\0\0\0\u0008", ImageFormat.Tiff)]
    [InlineData("\0\0\0\u0018ftypheic\0\0\0\0mif1heic", ImageFormat.Heic)]
    [InlineData("\0\0\0\u0018ftypheix\0\0\0\0mif1heix", ImageFormat.Heic)]
    [InlineData("\0\0\0\u0018ftyphevc\0\0\0\0mif1hevc", ImageFormat.Heic)]
    [InlineData("\0\0\0\u0018ftypmif1\0\0\0\0mif1heic", ImageFormat.Heic)]
    [InlineData("\0\0\0\u0018ftypmsf1\0\0\0\0mif1hevc", ImageFormat.Heic)]
    [InlineData("\0\0\0\u0018ftypmif1\0\0\0\0mif1avif", ImageFormat.Avif)]
    [InlineData("\0\0\0\u0018ftypavif\0\0\0\0mif1miaf", ImageFormat.Avif)]
    [InlineData("\0\0\0\u0018ftypavis\0\0\0\0avifmsf1", ImageFormat.Avif)]
    public void Are_recognised(string head, ImageFormat format) => Assert.Equal(format, ImageFormats.Detect(Encoding.Latin1.GetBytes(head)));

    [Theory]
    [InlineData("")]
    [InlineData("\u00ff\u00d8")]
    [InlineData("RIFF\0\0\0\0WAVEfmt ")]
    [InlineData("\0\0\0\u0018ftypmp42\0\0\0\0mp42isom")]
    [InlineData("\0\0\0\u0018ftyp")]
    [InlineData("GIF90a")]
    [InlineData("<svg/>")]
    public void Others_are_not(string head) => Assert.Null(ImageFormats.Detect(Encoding.Latin1.GetBytes(head)));

    [Fact]
    public void Each_has_its_media_type_and_extension()
    {
        Assert.All(Enum.GetValues<ImageFormat>(), format => Assert.StartsWith("image/", format.MediaType(), StringComparison.Ordinal));
        Assert.Equal(["jpg", "png", "webp", "avif", "heic", "gif", "tif"], Enum.GetValues<ImageFormat>().Select(format => format.Extension()));
    }
}
