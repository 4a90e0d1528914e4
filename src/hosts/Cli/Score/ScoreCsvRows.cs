using System.Globalization;
using System.Text;
using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Rollups;
using Mainstay.Core.Scores.Sweeping;
using Mainstay.Core.Scores.Timelines;
using Mainstay.Core.Scores.Trends;
using Mainstay.Runtime.Scoring;

namespace Mainstay.Cli.Score;

/// <summary>
/// The rows of <see cref="ScoreCsv"/> straight from the columns of a sweep: no report is made for any of them. Serves one
/// thread.
/// </summary>
internal sealed class ScoreCsvRows
{
    private static readonly byte[][] TrendWords = [.. Enum.GetNames<Trend>().Select(name => Encoding.UTF8.GetBytes("," + name.ToLowerInvariant()))];

    private readonly TimelineSweep _sweep;
    private readonly DayRange _days;
    private readonly ScoreColumns[] _scores;
    private readonly (CsvColumn Value, CsvColumn Points)[] _signals;
    private readonly CsvText _readings = new();
    private readonly Dictionary<string, byte[]> _names = new(StringComparer.Ordinal);
    private readonly int _longestRow;
    private readonly BookRollups _rollups;

    /// <summary>The end of a row that has neither segment, override, dimensions nor signals.</summary>
    private readonly byte[] _noColumns;

    public ScoreCsvRows(HealthModel model, TimelineSweep sweep, DayRange days, BookRollups rollups)
    {
        _sweep = sweep;
        _days = days;
        _rollups = rollups;
        var dimensions = ScoreCsv.Dimensions(model);
        _scores = [.. model.Scores.Select(score => new ScoreColumns(score, dimensions))];
        _signals = [.. model.Signals.Select(_ => (new CsvColumn(), new CsvColumn()))];
        _noColumns = Encoding.UTF8.GetBytes(new string(',', (model.Segments.IsEmpty ? 4 : 5) + dimensions.Length + 2 * _signals.Length) + "\n");
        _longestRow = 64 + (2 + dimensions.Length + 2 * _signals.Length) * (CsvText.LongestNumber + 1);
    }

    /// <summary>Adds a row for every score and roll-up of every day that is wanted and scored.</summary>
    public void Add(AccountHistory history, CsvText text)
    {
        var id = ScoreCsv.Utf8Cell(history.AccountId);
        var rollups = _rollups.Of(history.AccountId);
        if (_sweep.PanelOf(history) is not { } timeline)
        {
            AddRollups(rollups, id, text);
            return;
        }

        var panel = timeline.Account;
        var next = 0;
        for (var day = timeline.FirstReported; day < panel.Days; day++)
        {
            if (panel.IsEligible[day] && _days.Contains(panel.DateOf(day)))
            {
                AddDay(timeline, day, id, text);
            }

            // A parent that is not scored itself on the day has roll-ups all the same.
            if (next < rollups.Count && rollups[next].Day == panel.DateOf(day))
            {
                AddRollups([rollups[next++]], id, text);
            }
        }
    }

    private void AddDay(TimelinePanel timeline, int day, byte[] id, CsvText text)
    {
        var panel = timeline.Account;
        AddReadings(panel, day);
        Span<byte> date = stackalloc byte[10];
        panel.DateOf(day).TryFormat(date, out _, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        for (var i = 0; i < _scores.Length; i++)
        {
            var (score, columns) = (panel.Scores[i], _scores[i]);
            var trend = timeline.Trends[i][day];
            var tier = Cell(score.TierOf(day).NameUnder(trend));
            var segment = panel.SegmentOf(day) is { } of ? Cell(of.Name) : [];
            text.Reserve(_longestRow + id.Length + columns.Name.Length + tier.Length + segment.Length);
            text.Add(id);
            text.Add((byte)',');
            text.Add(date);
            text.Add(columns.Name);
            columns.Value.AddTo(text, score.Value[day]);
            text.Add(tier);
            text.Add(TrendWords[(int)trend]);
            columns.Coverage.AddTo(text, score.Coverage[day]);
            text.Add(segment);
            AddOverride(score, day, trend, text);
            columns.AddDimensions(score, day, text);
            text.Add(_readings.Written.Span);
        }
    }

    private void AddOverride(ScorePanel score, int day, Trend trend, CsvText text)
    {
        if (score.OverrideOf(day) is not { } given)
        {
            text.Add(",,,,"u8);
            return;
        }

        var (tier, author) = (Cell(score.TierByModelOf(day).NameUnder(trend)), ScoreCsv.Utf8Cell(given.Author));
        text.Reserve(_longestRow + tier.Length + author.Length);
        text.Add((byte)',');
        text.Add(score.ByModel[day]);
        text.Add(tier);
        text.Add((byte)',');
        text.Add(author);
        text.Add(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $",{given.EndsOn:yyyy-MM-dd}")));
    }

    // Few beside the rows of scores: only parents have them.
    private void AddRollups(IReadOnlyList<DatedRollups> days, byte[] id, CsvText text)
    {
        foreach (var dated in days)
        {
            for (var i = 0; i < dated.Results.Length; i++)
            {
                var (result, name) = (dated.Results[i], ScoreCsv.Utf8Cell(dated.Results[i].Definition.Name));
                var (tier, trend) = (Cell(result.Tier.Name), TrendWords[(int)dated.Trends[i]]);
                text.Reserve(_longestRow + id.Length + name.Length + tier.Length);
                text.Add(id);
                text.Add(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $",{dated.Day:yyyy-MM-dd},")));
                text.Add(name);
                text.Add((byte)',');
                text.Add(result.Value ?? double.NaN);
                text.Add(tier);
                text.Add(trend);
                text.Add((byte)',');
                text.Add(result.Coverage);
                text.Add(_noColumns);
            }
        }
    }

    // The same in the rows of all scores.
    private void AddReadings(AccountPanel panel, int day)
    {
        _readings.Clear();
        _readings.Reserve(_longestRow);
        for (var i = 0; i < _signals.Length; i++)
        {
            _signals[i].Value.AddTo(_readings, panel.Readings[i][day]);
            _signals[i].Points.AddTo(_readings, panel.Points[i][day]);
        }

        _readings.Add((byte)'\n');
    }

    private byte[] Cell(string name)
    {
        if (!_names.TryGetValue(name, out var cell))
        {
            _names.Add(name, cell = [(byte)',', .. ScoreCsv.Utf8Cell(name)]);
        }

        return cell;
    }

    /// <summary>What stands in the rows of one score.</summary>
    private sealed class ScoreColumns(ScoreDefinition score, IReadOnlyList<string> dimensions)
    {
        // Per dimension of any score, which of this score's own it is; -1 for none.
        private readonly int[] _own = [.. dimensions.Select(path => score.AllDimensions().Select(d => d.Path).ToList().IndexOf(path))];
        private readonly CsvColumn[] _points = [.. dimensions.Select(_ => new CsvColumn())];

        public byte[] Name { get; } = [(byte)',', .. ScoreCsv.Utf8Cell(score.Name)];

        public CsvColumn Value { get; } = new();

        public CsvColumn Coverage { get; } = new();

        public void AddDimensions(ScorePanel panel, int day, CsvText text)
        {
            for (var i = 0; i < _own.Length; i++)
            {
                _points[i].AddTo(text, _own[i] < 0 ? double.NaN : panel.Dimensions[_own[i]][day]);
            }
        }
    }
}
