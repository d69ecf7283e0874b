namespace Pixeli.Imaging;

/// <summary>The lowest terms of a channel's cosine transform, in a triangle of the given width and height.</summary>
/// <param name="Mean">The constant term.</param>
/// <param name="Varying">The others, scaled so that 0.5 is none at all and 0 and 1 are the extremes.</param>
/// <param name="Scale">The largest varying term before scaling.</param>
internal sealed record CosineTerms(float Mean, float[] Varying, float Scale)
{
    public static CosineTerms Of(float[] channel, int width, int height, int termsX, int termsY)
    {
        var terms = new List<float>();
        for (var cy = 0; cy < termsY; cy++)
            for (var cx = 0; cx * termsY < termsX * (termsY - cy); cx++)
                terms.Add(Term(channel, Wave(width, cx), Wave(height, cy)));

        var scale = terms.Skip(1).Select(Math.Abs).DefaultIfEmpty().Max();
        var varying = terms.Skip(1).Select(term => scale > 0 ? 0.5f + 0.5f / scale * term : 0).ToArray();
        return new CosineTerms(terms[0], varying, scale);
    }

    private static float[] Wave(int length, int frequency) =>
        [.. Enumerable.Range(0, length).Select(i => MathF.Cos(MathF.PI / length * frequency * (i + 0.5f)))];

    private static float Term(float[] channel, float[] waveX, float[] waveY)
    {
        var sum = 0f;
        for (var y = 0; y < waveY.Length; y++)
        {
            var row = channel.AsSpan(y * waveX.Length, waveX.Length);
            var across = 0f;
            for (var x = 0; x < row.Length; x++)
                across += row[x] * waveX[x];
            sum += across * waveY[y];
        }
        return sum / channel.Length;
    }
}
