using System.Globalization;
using System.Text;

namespace Mainstay.Web.Components;

/// <summary>Coordinates and paths of drawings.</summary>
public static class Svg
{
    public static string At(double coordinate) => coordinate.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>A line through points; a null interrupts it, and a point without neighbours becomes a dot.</summary>
    public static string Line(IEnumerable<(double X, double Y)?> points)
    {
        var path = new StringBuilder();
        var isOpen = false;
        foreach (var point in points)
        {
            if (point is not { } p)
            {
                isOpen = false;
                continue;
            }

            path.Append(isOpen ? 'L' : 'M').Append(At(p.X)).Append(' ').Append(At(p.Y));
            if (!isOpen)
            {
                // A round line cap draws a line of no length as a dot.
                path.Append("h0");
            }

            isOpen = true;
        }

        return path.ToString();
    }
}
