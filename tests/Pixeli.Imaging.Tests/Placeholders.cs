namespace Pixeli.Imaging.Tests;

public sealed class Placeholders
{
    [Fact]
    public void Carry_the_mean_colour()
    {
        var hash = ThumbHash.Encode(30, 20, Plain(30, 20, 255, 0, 0));
        var head = hash[0] | hash[1] << 8 | hash[2] << 16;
        Assert.Equal(21, head & 63); // a third of full luminance, of 63
        Assert.Equal(47, head >> 6 & 63); // yellow rather than blue: 31.5 + 31.5 / 2
        Assert.Equal(63, head >> 12 & 63); // as red as can be
    }

    [Theory]
    [InlineData(100, 50, true, 4)]
    [InlineData(50, 100, false, 4)]
    [InlineData(100, 100, false, 7)]
    [InlineData(100, 1, true, 1)]
    public void Carry_the_shape(int width, int height, bool isLandscape, int shorterTerms)
    {
        var hash = ThumbHash.Encode(width, height, Plain(width, height, 10, 200, 90));
        Assert.Equal(isLandscape, (hash[4] & 0x80) != 0);
        Assert.Equal(shorterTerms, hash[3] & 7);
        Assert.InRange(hash.Length, 10, 25);
    }

    [Fact]
    public void Agree_with_the_published_encoder()
    {
        var rgb = new byte[40 * 30 * 3];
        for (var i = 0; i < rgb.Length; i++)
            rgb[i] = (byte)(i * 7 % 251 * (i / 3 % 40) / 40);
        Assert.Equal(Expected, Convert.ToHexStringLower(ThumbHash.Encode(40, 30, rgb)));
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(101, 10)]
    [InlineData(10, 10)]
    public void Need_pixels_of_the_size_they_claim(int width, int height) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ThumbHash.Encode(width, height, new byte[3]));

    private const string Expected = "0ff80d05808077778787877878887887f06699090a";

    private static byte[] Plain(int width, int height, byte red, byte green, byte blue) =>
        [.. Enumerable.Range(0, width * height).SelectMany(_ => new[] { red, green, blue })];
}
