using System.Collections.Immutable;
using System.Text;

namespace Mainstay.Core.Calibration.Observed;

/// <summary>The words that a column's name is made of, in small letters and digits.</summary>
internal static class ColumnWords
{
    /// <summary>"Seconds  of Use" is seconds, of, use; MonthlyCharges is monthly, charges.</summary>
    public static ImmutableArray<string> Of(string column)
    {
        var name = new StringBuilder();
        for (var i = 0; i < column.Length; i++)
        {
            var c = column[i];
            var begins = char.IsAsciiLetterUpper(c) && i > 0 && (char.IsAsciiLetterLower(column[i - 1]) || char.IsAsciiDigit(column[i - 1]));
            name.Append(begins ? "_" : "").Append(char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '_');
        }

        return [.. name.ToString().Split('_', StringSplitOptions.RemoveEmptyEntries)];
    }
}
