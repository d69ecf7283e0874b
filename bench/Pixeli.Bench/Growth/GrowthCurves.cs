using System.Text;

namespace Pixeli.Bench.Growth;

/// <summary>Draws how the 99th percentile grows, both axes in powers of ten.</summary>
internal static class GrowthCurves
{
    private const int Width = 960;
    private const int Height = 480;
    private const int Left = 90;
    private const int Right = 400; // for the names
    private const int Top = 50;
    private const int Bottom = 60;

    private static readonly string[] Colours = ["#0b62a4", "#c2410c", "#15803d", "#7e22ce", "#b91c1c", "#0f766e", "#a16207", "#475569", "#be185d", "#4d7c0f"];

    public static string Draw(IReadOnlyList<GrowthStep> steps, string database)
    {
        var questions = steps.GroupBy(step => step.Question).ToList();
        var across = new Axis(steps.Min(step => step.Photos), steps.Max(step => step.Photos), Left, Width - Right);
        var up = new Axis(steps.Min(step => step.P99), steps.Max(step => step.P99), Height - Bottom, Top);
        var svg = new StringBuilder();
        svg.Add($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" font-family=\"system-ui, sans-serif\" font-size=\"13\">");
        svg.Add($"<rect width=\"{Width}\" height=\"{Height}\" fill=\"#fff\"/>");
        svg.Add($"<text x=\"{Left}\" y=\"28\" font-size=\"16\" font-weight=\"600\">p99 of an answer by photos of the site, {database}</text>");
        foreach (var power in up.Powers())
        {
            svg.Add($"<path d=\"M{Left} {up.Place(power):0.0}H{Width - Right}\" stroke=\"#e2e8f0\"/>");
            svg.Add($"<text x=\"{Left - 8}\" y=\"{up.Place(power) + 4:0.0}\" text-anchor=\"end\">{power:#,0.###} ms</text>");
        }

        foreach (var power in across.Powers())
            svg.Add($"<text x=\"{across.Place(power):0.0}\" y=\"{Height - Bottom + 24}\" text-anchor=\"middle\">{power:#,0}</text>");
        svg.Add($"<text x=\"{(Left + Width - Right) / 2}\" y=\"{Height - 12}\" text-anchor=\"middle\">photos</text>");
        var names = Names(questions.Select(question => (question.Key, up.Place(question.MaxBy(step => step.Photos)!.P99))));
        foreach (var (index, question) in questions.Index())
        {
            var colour = Colours[index % Colours.Length];
            svg.AddLine(question.OrderBy(step => step.Photos).Select(step => (across.Place(step.Photos), up.Place(step.P99))), colour, dot: 3.5);
            svg.Add($"<text x=\"{Width - Right + 12}\" y=\"{names[question.Key] + 4:0.0}\" fill=\"{colour}\">{System.Net.WebUtility.HtmlEncode(question.Key)}</text>");
        }

        return svg.Append("</svg>\n").ToString();
    }

    // Each beside the end of its line, and none over another.
    private static Dictionary<string, double> Names(IEnumerable<(string Name, double At)> ends)
    {
        const double apart = 18;
        var places = new Dictionary<string, double>();
        var least = (double)Top;
        foreach (var (name, at) in ends.OrderBy(end => end.At))
        {
            places[name] = Math.Max(at, least);
            least = places[name] + apart;
        }

        return places;
    }

    private sealed class Axis(double least, double most, double from, double to)
    {
        private readonly double _from = Math.Floor(Math.Log10(least));
        private readonly double _to = Math.Max(Math.Ceiling(Math.Log10(most)), Math.Floor(Math.Log10(least)) + 1);

        public double Place(double value) => from + ((Math.Log10(value) - _from) / (_to - _from) * (to - from));

        public IEnumerable<double> Powers()
        {
            for (var power = _from; power <= _to; power++)
                yield return Math.Pow(10, power);
        }
    }
}
