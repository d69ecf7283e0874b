using System.Buffers.Binary;
using System.IO.Compression;

namespace Pixeli.Imaging.Tests;

public sealed class PictureBombs : IDisposable
{
    private readonly Scratch _scratch = new();

    [Fact]
    public void A_small_png_of_billions_of_pixels_is_turned_down_unread()
    {
        var path = _scratch.Write("bomb.png", Png(60_000, 60_000));
        var before = GC.GetAllocatedBytesForCurrentThread(); // other tests run beside this
        var refusal = Renderer.Refuses(path);
        Assert.Equal(ImagingFailure.TooManyPixels, refusal.Failure);
        Assert.Contains("60000 × 60000", refusal.Detail, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000_000);
        Assert.Equal(ImagingFailure.TooManyPixels, Assert.Throws<ImagingException>(() => Renderer.Shared.Probe(path)).Failure);
    }

    [Fact]
    public void A_gif_that_claims_65535_by_65535_is_turned_down()
    {
        byte[] gif =
        [
            .. "GIF89a"u8, 0xFF, 0xFF, 0xFF, 0xFF, 0x80, 0, 0, 0, 0, 0, 255, 255, 255,
            0x2C, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0, 2, 2, 0x4C, 1, 0, 0x3B,
        ];
        var failure = Renderer.Refuses(_scratch.Write("bomb.gif", gif)).Failure;
        Assert.True(failure is ImagingFailure.TooManyPixels or ImagingFailure.Corrupt, failure.ToString());
    }

    [Theory]
    [InlineData("jpg")]
    [InlineData("png")]
    [InlineData("webp")]
    [InlineData("gif")]
    [InlineData("tif")]
    [InlineData("avif")]
    public void The_limit_holds_for_every_format(string extension)
    {
        using var renderer = new PhotoRenderer(new ImagingOptions { MaxPixels = 10_000 });
        using var picture = Picture.Plain(101, 100, 1, 2, 3);
        var path = picture.SaveTo(_scratch["photo." + extension]);
        Assert.Equal(ImagingFailure.TooManyPixels, Assert.Throws<ImagingException>(() => renderer.Probe(path)).Failure);
        Assert.Equal(ImagingFailure.TooManyPixels, Assert.Throws<ImagingException>(() => renderer.Render(path, CancellationToken.None)).Failure);
    }

    [Fact]
    public void What_must_be_held_whole_has_a_lower_limit()
    {
        using var renderer = new PhotoRenderer(new ImagingOptions { MaxPixelsAtOnce = 10_000 });
        using var picture = Picture.Plain(200, 100, 1, 2, 3);
        renderer.Probe(picture.SaveTo(_scratch["streams.jpg"]));
        picture.Saving(_scratch["at-once.jpg"]).With("interlace", true).Run();
        Assert.Equal(ImagingFailure.TooManyPixels, Assert.Throws<ImagingException>(() => renderer.Probe(_scratch["at-once.jpg"])).Failure);
    }

    public void Dispose() => _scratch.Dispose();

    private static byte[] Png(int width, int height)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 2);
        using var data = new MemoryStream();
        using (var zlib = new ZLibStream(data, CompressionLevel.Optimal, leaveOpen: true))
            for (var row = 0; row < 1000; row++)
                zlib.Write(new byte[width * 3 + 1]);
        return [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, .. Chunk("IHDR"u8, header), .. Chunk("IDAT"u8, data.ToArray()), .. Chunk("IEND"u8, [])];
    }

    private static byte[] Chunk(ReadOnlySpan<byte> type, byte[] data)
    {
        var chunk = new byte[data.Length + 12];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        type.CopyTo(chunk.AsSpan(4));
        data.CopyTo(chunk, 8);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(data.Length + 8), Checksum(chunk.AsSpan(4, data.Length + 4)));
        return chunk;
    }

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var sum = uint.MaxValue;
        foreach (var value in bytes)
        {
            sum ^= value;
            for (var bit = 0; bit < 8; bit++)
                sum = (sum & 1) != 0 ? sum >> 1 ^ 0xEDB88320 : sum >> 1;
        }
        return ~sum;
    }
}
