using System.Globalization;
using System.Text;

namespace Mainstay.Bench.Sweep;

/// <summary>Line plots beside each other as one SVG: axes from 0, a few round ticks, a legend above.</summary>
internal sealed class Plot(IEnumerable<Plot.Panel> panels)
{
    private const int Width = 360;
    private const int Height = 260;
    private const int Left = 52;
    private const int Top = 46;
    private const int Inner = 280;
    private const int InnerHeight = 164;

    public sealed record Panel(string Title, string X, IReadOnlyList<Line> Lines);

    public sealed record Line(string Name, string Colour, IReadOnlyList<(double X, double Y)> Points);

    public string ToSvg()
    {
        var all = panels.ToArray();
        var rows = (all.Length + 1) / 2;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{2 * Width}\" height=\"{rows * Height}\" viewBox=\"0 0 {2 * Width} {rows * Height}\" font-family=\"sans-serif\" font-size=\"11\">\n");
        svg.Append("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
        for (var i = 0; i < all.Length; i++)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<g transform=\"translate({i % 2 * Width},{i / 2 * Height})\">\n");
            Draw(all[i], svg);
            svg.Append("</g>\n");
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static void Draw(Panel panel, StringBuilder svg)
    {
        var (xs, ys) = (Ticks(panel.Lines.SelectMany(l => l.Points).Max(p => p.X)), Ticks(panel.Lines.SelectMany(l => l.Points).Max(p => p.Y)));
        double X(double x) => Left + x / xs[^1] * Inner;
        double Y(double y) => Top + InnerHeight - y / ys[^1] * InnerHeight;
        Text(svg, Left, 16, "start", panel.Title, "#222222");
        for (var i = 0; i < panel.Lines.Count; i++)
        {
            Text(svg, Left + 120 * i, 32, "start", "— " + panel.Lines[i].Name, panel.Lines[i].Colour);
        }

        foreach (var y in ys)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M{Left} {Y(y):0.#}h{Inner}\" stroke=\"#dddddd\"/>\n");
            Text(svg, Left - 6, Y(y) + 4, "end", y.ToString("0.###", CultureInfo.InvariantCulture), "#555555");
        }

        foreach (var x in xs)
        {
            Text(svg, X(x), Top + InnerHeight + 16, "middle", x.ToString("#,0.##", CultureInfo.InvariantCulture), "#555555");
        }

        Text(svg, Left + Inner / 2, Top + InnerHeight + 34, "middle", panel.X, "#222222");
        foreach (var line in panel.Lines)
        {
            var points = string.Join(' ', line.Points.Select(p => string.Create(CultureInfo.InvariantCulture, $"{X(p.X):0.#},{Y(p.Y):0.#}")));
            svg.Append(CultureInfo.InvariantCulture, $"<polyline points=\"{points}\" fill=\"none\" stroke=\"{line.Colour}\" stroke-width=\"1.5\"/>\n");
            foreach (var (x, y) in line.Points)
            {
                svg.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{X(x):0.#}\" cy=\"{Y(y):0.#}\" r=\"2.5\" fill=\"{line.Colour}\"/>\n");
            }
        }
    }

    private static void Text(StringBuilder svg, double x, double y, string anchor, string text, string colour) =>
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x:0.#}\" y=\"{y:0.#}\" text-anchor=\"{anchor}\" fill=\"{colour}\">{text}</text>\n");

    // From 0 to at least the greatest, in steps of 1, 2 or 5 times a power of ten.
    private static double[] Ticks(double greatest)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(greatest / 4)));
        var step = power * ((greatest / 4 / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 });
        return [.. Enumerable.Range(0, (int)Math.Ceiling(greatest / step - 1e-9) + 1).Select(i => i * step)];
    }
}
