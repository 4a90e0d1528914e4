using System.Collections.Immutable;
using System.Text;
using Mainstay.Core.Calibration.Learning;

namespace Mainstay.Core.Calibration.Proposals;

/// <summary>The names that columns of a file have as signals of a model: small letters, digits and _, each once.</summary>
internal sealed class SignalNaming
{
    private const int Longest = 48;

    private readonly Dictionary<string, string> _ofColumn = new(StringComparer.Ordinal);
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <param name="columns">In the order of the file.</param>
    public SignalNaming(IEnumerable<string> columns)
    {
        foreach (var column in columns.Distinct(StringComparer.Ordinal))
        {
            _ofColumn.Add(column, Free(Plain(column)));
        }
    }

    public string Of(string column) => _ofColumn[column];

    /// <summary>A further name, for a pair.</summary>
    public string Of(LearnedSignal.Pair pair) => Free($"{Of(pair.Column)}_by_{Of(pair.Other)}");

    /// <summary>Columns that a model speaks of: those scored and those that choose curves, each once.</summary>
    public static ImmutableArray<string> Columns(LearnedModel model) =>
        [.. model.Signals.SelectMany(s => s is LearnedSignal.Pair pair ? new[] { pair.Column, pair.Other } : [s.Column]).Distinct(StringComparer.Ordinal)];

    private string Free(string name)
    {
        name = name.Length > Longest ? name[..Longest].TrimEnd('_') : name;
        var free = name;
        for (var i = 2; !_taken.Add(free); i++)
        {
            free = $"{name}_{i}";
        }

        return free;
    }

    // "Seconds  of Use" is seconds_of_use, MonthlyCharges is monthly_charges.
    private static string Plain(string column)
    {
        var name = new StringBuilder();
        for (var i = 0; i < column.Length; i++)
        {
            var c = column[i];
            if (char.IsAsciiLetterOrDigit(c))
            {
                var begins = char.IsAsciiLetterUpper(c) && i > 0 && (char.IsAsciiLetterLower(column[i - 1]) || char.IsAsciiDigit(column[i - 1]));
                name.Append(begins ? "_" : "").Append(char.ToLowerInvariant(c));
            }
            else if (name.Length > 0 && name[^1] != '_')
            {
                name.Append('_');
            }
        }

        var plain = name.ToString().Trim('_');
        return plain.Length > 0 && char.IsAsciiLetterLower(plain[0]) ? plain : "signal_" + plain;
    }
}
