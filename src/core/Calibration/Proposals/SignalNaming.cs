using System.Collections.Immutable;
using Mainstay.Core.Calibration.Learning;
using Mainstay.Core.Calibration.Observed;

namespace Mainstay.Core.Calibration.Proposals;

/// <summary>The names that columns of a file have as signals of a model: small letters, digits and _, each once.</summary>
internal sealed class SignalNaming
{
    private const int Longest = 48;

    private readonly Dictionary<string, string> _ofColumn = new(StringComparer.Ordinal);
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <summary>The names of a model's columns; a total has that of what its parts share.</summary>
    public SignalNaming(LearnedModel model)
    {
        foreach (var column in Columns(model))
        {
            var total = model.Totals.FirstOrDefault(t => string.Equals(t.Name, column, StringComparison.Ordinal));
            _ofColumn.Add(column, Free(Plain(total is null ? ColumnWords.Of(column) : total.Shared)));
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

    private static string Plain(IEnumerable<string> words)
    {
        var plain = string.Join('_', words);
        return plain.Length > 0 && char.IsAsciiLetterLower(plain[0]) ? plain : "signal_" + plain;
    }
}
