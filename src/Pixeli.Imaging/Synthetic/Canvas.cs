using System.Numerics;

namespace Pixeli.Imaging.Synthetic;

/// <summary>
/// A picture in the making. The unit of length is the picture's height: y runs from 0 at the top to 1, x from 0 to
/// <see cref="Aspect"/>. Colours are sRGB from 0 to 1.
/// </summary>
internal sealed class Canvas(int width, int height)
{
    private readonly Vector3[] _pixels = new Vector3[width * height];

    public float Aspect { get; } = width / (float)height;

    /// <summary>Colours every pixel from its place and the colour it had.</summary>
    public void Shade(Func<Vector2, Vector3, Vector3> shader) => Parallel.For(0, height, y =>
    {
        var row = _pixels.AsSpan(y * width, width);
        for (var x = 0; x < row.Length; x++)
            row[x] = shader(new Vector2(x + 0.5f, y + 0.5f) / height, row[x]);
    });

    /// <summary>Lays an ellipse's colour over; the paint gives colour and opacity for -1 to 1 across the ellipse.</summary>
    public void Ellipse(Vector2 centre, Vector2 radii, Func<Vector2, Vector4> paint)
    {
        var edge = Math.Min(radii.X, radii.Y) * height;
        Within(centre - radii, centre + radii, (at, colour) =>
        {
            var local = (at - centre) / radii;
            var coverage = Math.Clamp((1 - local.Length()) * edge + 0.5f, 0, 1);
            var ink = coverage > 0 ? paint(local) : default;
            return Vector3.Lerp(colour, ink.AsVector3(), ink.W * coverage);
        });
    }

    /// <summary>Adds light that fades with distance.</summary>
    public void Glow(Vector2 centre, float radius, Vector3 light) =>
        Within(centre - new Vector2(radius), centre + new Vector2(radius), (at, colour) =>
        {
            var near = Math.Max(0, 1 - Vector2.Distance(at, centre) / radius);
            return colour + light * (near * near * near);
        });

    /// <summary>Draws a line with round ends.</summary>
    public void Line(Vector2 from, Vector2 to, float thickness, Vector3 ink, float opacity = 1)
    {
        var reach = new Vector2(thickness + 1f / height);
        var along = to - from;
        var length = Math.Max(along.LengthSquared(), 1e-9f);
        Within(Vector2.Min(from, to) - reach, Vector2.Max(from, to) + reach, (at, colour) =>
        {
            var t = Math.Clamp(Vector2.Dot(at - from, along) / length, 0, 1);
            var coverage = Math.Clamp((thickness / 2 - Vector2.Distance(at, from + along * t)) * height + 0.5f, 0, 1);
            return Vector3.Lerp(colour, ink, coverage * opacity);
        });
    }

    public void Rectangle(Vector2 from, Vector2 to, Func<Vector2, Vector3, Vector3> shader) => Within(from, to, shader);

    /// <summary>The finished picture as RGB bytes, a little darker towards its corners as lenses make them.</summary>
    public byte[] ToRgb()
    {
        var rgb = new byte[width * height * 3];
        Parallel.For(0, height, y =>
        {
            for (var x = 0; x < width; x++)
            {
                var off = new Vector2(x / (float)width - 0.5f, y / (float)height - 0.5f);
                var colour = Vector3.Clamp(_pixels[y * width + x] * (1 - 0.45f * off.LengthSquared()), Vector3.Zero, Vector3.One) * 255;
                var at = (y * width + x) * 3;
                (rgb[at], rgb[at + 1], rgb[at + 2]) = ((byte)colour.X, (byte)colour.Y, (byte)colour.Z);
            }
        });
        return rgb;
    }

    private void Within(Vector2 from, Vector2 to, Func<Vector2, Vector3, Vector3> shader)
    {
        var (left, right) = (Math.Max(0, (int)(from.X * height) - 1), Math.Min(width, (int)(to.X * height) + 2));
        var (top, bottom) = (Math.Max(0, (int)(from.Y * height) - 1), Math.Min(height, (int)(to.Y * height) + 2));
        for (var y = top; y < bottom; y++)
            for (var x = left; x < right; x++)
                _pixels[y * width + x] = shader(new Vector2(x + 0.5f, y + 0.5f) / height, _pixels[y * width + x]);
    }
}
