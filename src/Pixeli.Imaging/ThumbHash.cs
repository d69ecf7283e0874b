namespace Pixeli.Imaging;

/// <summary>
/// ThumbHash, a blurred picture in about 25 bytes that browsers decode in a few lines of script (evanw.github.io/thumbhash).
/// </summary>
/// <remarks>
/// Bit fields are little-endian. Bytes 0 to 2: mean luminance (6 bits), mean yellow-blue and red-green (6 bits each, signed around
/// the middle), luminance scale (5 bits), has-alpha (1 bit). Bytes 3 and 4: the shorter side's number of luminance terms (3 bits),
/// scale of each chrominance (6 bits each), is-landscape (1 bit). Then the cosine terms of luminance and both chrominances, four
/// bits each, lowest frequencies first, two to a byte. Pictures here are opaque, so the alpha channel's terms are left out.
/// </remarks>
public static class ThumbHash
{
    /// <summary>The longest edge that the published algorithm takes, in pixels.</summary>
    public const int MaxEdge = 100;

    private const int LuminanceTerms = 7;
    private const int ChrominanceTerms = 3;

    /// <summary>Hashes opaque RGB pixels, three bytes each, of at most <see cref="MaxEdge"/> an edge.</summary>
    public static byte[] Encode(int width, int height, ReadOnlySpan<byte> rgb)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Math.Max(width, height), MaxEdge);
        ArgumentOutOfRangeException.ThrowIfLessThan(Math.Min(width, height), 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(rgb.Length, width * height * 3);

        var (luminance, yellowBlue, redGreen) = Channels(rgb[..(width * height * 3)]);
        var (termsX, termsY) = (Terms(width, height), Terms(height, width));
        var l = CosineTerms.Of(luminance, width, height, Math.Max(3, termsX), Math.Max(3, termsY));
        var p = CosineTerms.Of(yellowBlue, width, height, ChrominanceTerms, ChrominanceTerms);
        var q = CosineTerms.Of(redGreen, width, height, ChrominanceTerms, ChrominanceTerms);
        return Pack(l, p, q, isLandscape: width > height, Math.Min(termsX, termsY));
    }

    private static (float[] Luminance, float[] YellowBlue, float[] RedGreen) Channels(ReadOnlySpan<byte> rgb)
    {
        var (luminance, yellowBlue, redGreen) = (new float[rgb.Length / 3], new float[rgb.Length / 3], new float[rgb.Length / 3]);
        for (var i = 0; i < luminance.Length; i++)
        {
            var (r, g, b) = (rgb[i * 3] / 255f, rgb[i * 3 + 1] / 255f, rgb[i * 3 + 2] / 255f);
            luminance[i] = (r + g + b) / 3;
            yellowBlue[i] = (r + g) / 2 - b;
            redGreen[i] = r - g;
        }
        return (luminance, yellowBlue, redGreen);
    }

    private static int Terms(int edge, int other) => Math.Max(1, Rounded(LuminanceTerms * (double)edge / Math.Max(edge, other)));

    private static byte[] Pack(CosineTerms l, CosineTerms p, CosineTerms q, bool isLandscape, int shorterTerms)
    {
        var head = Rounded(63 * l.Mean) | Rounded(31.5 + 31.5 * p.Mean) << 6 | Rounded(31.5 + 31.5 * q.Mean) << 12 | Rounded(31 * l.Scale) << 18;
        var shape = shorterTerms | Rounded(63 * p.Scale) << 3 | Rounded(63 * q.Scale) << 9 | (isLandscape ? 1 << 15 : 0);
        float[] terms = [.. l.Varying, .. p.Varying, .. q.Varying];

        var hash = new byte[5 + (terms.Length + 1) / 2];
        (hash[0], hash[1], hash[2]) = ((byte)head, (byte)(head >> 8), (byte)(head >> 16));
        (hash[3], hash[4]) = ((byte)shape, (byte)(shape >> 8));
        for (var i = 0; i < terms.Length; i++)
            hash[5 + i / 2] |= (byte)(Rounded(15 * terms[i]) << (i % 2 * 4));
        return hash;
    }

    private static int Rounded(double value) => (int)Math.Floor(value + 0.5);
}
