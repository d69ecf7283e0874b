using System.Globalization;
using System.Net;
using System.Text;

namespace Pixeli.Bench.Growth;

/// <summary>Draws each row in a panel of its own, from zero, with what is asked of it and what sharp did beside it.</summary>
internal static class RowPanels
{
    private const int Columns = 3;
    private const int Width = 320;
    private const int Height = 200;
    private const int Left = 64;
    private const int Right = 20;
    private const int Top = 40;
    private const int Bottom = 36;
    private const int Head = 44;
    private const string Own = "#0b62a4";
    private const string Peer = "#c2410c";
    private const string Aim = "#64748b";

    public static string Draw(IReadOnlyList<RowStep> steps, string database)
    {
        var rows = steps.GroupBy(step => step.Row).ToList();
        var height = Head + (Height * ((rows.Count + Columns - 1) / Columns));
        var svg = new StringBuilder();
        svg.Add($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Columns * Width} {height}\" font-family=\"system-ui, sans-serif\" font-size=\"12\">");
        svg.Add($"<rect width=\"{Columns * Width}\" height=\"{height}\" fill=\"#fff\"/>");
        svg.Add($"<text x=\"20\" y=\"28\" font-size=\"16\" font-weight=\"600\">By photos of the site, {database}</text>");
        svg.Add($"<text x=\"{(Columns * Width) - Right}\" y=\"28\" text-anchor=\"end\"><tspan fill=\"{Own}\">Pixel-i</tspan> · <tspan fill=\"{Peer}\">sharp</tspan> · <tspan fill=\"{Aim}\">asked (dashes)</tspan></text>");
        foreach (var (index, row) in rows.Index())
            AddPanel(svg, [.. row.OrderBy(step => step.Photos)], index % Columns * Width, Head + (index / Columns * Height));
        return svg.Append("</svg>\n").ToString();
    }

    private static void AddPanel(StringBuilder svg, RowStep[] row, int x, int y)
    {
        var most = 1.1 * row.Max(step => Math.Max(step.Value, Math.Max(step.Aim ?? 0, step.Sharp ?? 0)));
        var (bottom, right) = (y + Height - Bottom, x + Width - Right);
        svg.Add($"<text x=\"{x + 20}\" y=\"{y + 22}\" font-weight=\"600\">{WebUtility.HtmlEncode(row[0].Row)}</text>");
        foreach (var value in Ticks(most))
        {
            svg.Add($"<path d=\"M{x + Left} {Up(value):0.0}H{right}\" stroke=\"#e2e8f0\"/>");
            svg.Add($"<text x=\"{x + Left - 8}\" y=\"{Up(value) + 4:0.0}\" text-anchor=\"end\">{Number(value)}</text>");
        }

        foreach (var (index, step) in row.Index())
            svg.Add($"<text x=\"{Across(index):0.0}\" y=\"{bottom + 20}\" text-anchor=\"middle\">{Size(step.Photos)}</text>");
        if (row[0].Aim is { } aim)
            svg.Add($"<path d=\"M{x + Left} {Up(aim):0.0}H{right}\" stroke=\"{Aim}\" stroke-dasharray=\"5 4\"/>");
        if (row[0].Sharp is not null)
            svg.AddLine(row.Select((step, index) => (Across(index), Up(step.Sharp!.Value))), Peer, dot: 3);
        svg.AddLine(row.Select((step, index) => (Across(index), Up(step.Value))), Own, dot: 3);

        double Across(int index) => x + Left + 14 + (row.Length == 1 ? 0 : (double)index / (row.Length - 1) * (Width - Left - Right - 28));
        double Up(double value) => bottom - (value / most * (Height - Top - Bottom));
    }

    // Two to five, at round figures.
    private static IEnumerable<double> Ticks(double most)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(most)));
        var step = power * ((most / power) switch { < 2 => 0.5, < 5 => 1, _ => 2 });
        for (var value = 0.0; value <= most; value += step)
            yield return value;
    }

    private static string Number(double value) => value.ToString(value < 10 ? "0.#" : "#,0", CultureInfo.InvariantCulture);

    private static string Size(int photos) => photos >= 1_000_000 ? $"{photos / 1_000_000}M" : $"{photos / 1000}k";
}
