using System.Globalization;
using System.Text;

namespace Pixeli.Bench.Growth;

/// <summary>Elements of a drawing, with numbers as SVG wants them.</summary>
internal static class SvgText
{
    public static void Add(this StringBuilder svg, FormattableString element) => svg.AppendLine(element.ToString(CultureInfo.InvariantCulture));

    /// <summary>A line through points, each with a dot.</summary>
    public static void AddLine(this StringBuilder svg, IEnumerable<(double X, double Y)> points, string colour, double dot)
    {
        var all = points.ToList();
        var line = string.Join(' ', all.Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.X:0.0},{point.Y:0.0}")));
        svg.Add($"<polyline points=\"{line}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>");
        foreach (var (x, y) in all)
            svg.Add($"<circle cx=\"{x:0.0}\" cy=\"{y:0.0}\" r=\"{dot}\" fill=\"{colour}\"/>");
    }
}
