using System.Collections.Immutable;
using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Evaluation;
using Mainstay.Core.Scores.Memory;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Overrides;
using Mainstay.Core.Scores.Reports;
using Mainstay.Core.Signals.Sweeping;

namespace Mainstay.Core.Scores.Sweeping;

/// <summary>
/// All days of one account as columns, index 0 the first day reported. Filled anew for every account: whoever wants to
/// keep something copies it.
/// </summary>
public sealed class AccountPanel
{
    internal AccountPanel(HealthModel model, DayGrid grid)
    {
        Model = model;
        Grid = grid;
        IsEligible = new bool[grid.Reported];
        Readings = Columns(model.Signals.Length, grid.Reported);
        Points = Columns(model.Signals.Length, grid.Reported);
        Scores = [.. model.Scores.Select((_, i) => new ScorePanel(this, i, Remembers(model)))];
        Segments = model.Segments.IsEmpty ? null : new int[grid.Reported];
        Carried = ReportMemory.IsOfSignals(model) ? [.. model.Signals.Select(s => s is { Curve: not null, Missing.Carries: true } ? new CarriedDays(grid.Reported) : null)] : [];
    }

    public HealthModel Model { get; }

    public DayGrid Grid { get; }

    public int Days => Grid.Reported;

    public AccountHistory Account { get; internal set; } = null!;

    /// <summary>Whether the account is scored on the day; where it is not, the other columns mean nothing.</summary>
    public bool[] IsEligible { get; }

    /// <summary>Per signal of the model, one <see cref="ReadingCode"/> a day.</summary>
    public ImmutableArray<double[]> Readings { get; }

    /// <summary>Per signal of the model, its points a day; NaN when it takes no part.</summary>
    public ImmutableArray<double[]> Points { get; }

    public ImmutableArray<ScorePanel> Scores { get; }

    /// <summary>An index into the model's segments a day; null in a model without.</summary>
    internal int[]? Segments { get; }

    /// <summary>Which of the model's segments the account is in on any of the days, each once; empty in a model without.</summary>
    internal List<int> SegmentsMet { get; } = [];

    /// <summary>The segment that the account is in on the day; null in a model without segments.</summary>
    public Segment? SegmentOf(int day) => Segments is null ? null : Model.Segments[Segments[day]];

    public DateOnly DateOf(int day) => Grid.DateOf(Grid.LeadIn + day);

    /// <summary>Takes over the days of a segment from a column that was filled by it.</summary>
    internal void Take(int segment, double[] filled, double[] column)
    {
        for (var day = 0; day < column.Length; day++)
        {
            column[day] = Segments![day] == segment ? filled[day] : column[day];
        }
    }

    /// <summary>Per signal of the model, what it carries on; null for those that do not, empty where none does.</summary>
    internal ImmutableArray<CarriedDays?> Carried { get; }

    /// <summary>Whether anything needs the days one after the other: exceptions, tiers that remember, signals that carry on.</summary>
    internal static bool Remembers(HealthModel model) =>
        ReportMemory.IsOfSignals(model) || model.Scores.Any(s => s.Stability.HasMemory || !s.Exceptions.IsEmpty);

    /// <summary>As <see cref="ReportMemory.Signals"/> after a day.</summary>
    internal ImmutableArray<SignalMemory?> MemoryOfSignals(int day) =>
        Carried.IsEmpty ? [] : [.. Carried.Select((carried, i) => carried?.Of(day, this, i))];

    internal static ImmutableArray<double[]> Columns(int count, int days) =>
        [.. Enumerable.Range(0, count).Select(_ => new double[days])];
}

/// <summary>One score of an <see cref="AccountPanel"/>.</summary>
public sealed class ScorePanel
{
    private readonly AccountPanel _panel;
    private readonly int _index;
    private bool _isOverridden;
    private double[]? _overridden;
    private ScoreOverride?[]? _overrides;

    /// <param name="index">The place of the score in the model.</param>
    internal ScorePanel(AccountPanel panel, int index, bool hasRules)
    {
        var (definition, days) = (panel.Model.Scores[index], panel.Days);
        (_panel, _index) = (panel, index);
        Definition = definition;
        Computed = new double[days];
        Coverage = new double[days];
        Paths = [.. definition.AllDimensions().Select(d => d.Path)];
        Dimensions = AccountPanel.Columns(Paths.Length, days);
        HasRules = hasRules;
        ByModel = HasRules ? new double[days] : Computed;
        RuledTiers = HasRules ? new Tier[days] : null;
        Memories = HasRules ? new ScoreMemory?[days] : null;
    }

    /// <summary>As the model has it, or its default segment.</summary>
    public ScoreDefinition Definition { get; }

    /// <summary>What the dimensions give, before exceptions: 0 to 100, unrounded; NaN when nothing takes part.</summary>
    public double[] Computed { get; }

    /// <summary>What the score is without overrides, exceptions applied: 0 to 100, unrounded; NaN when nothing takes part.</summary>
    public double[] ByModel { get; }

    /// <summary>The score: 0 to 100, unrounded; NaN when nothing takes part and nobody gives a value.</summary>
    public double[] Value => _isOverridden ? _overridden! : ByModel;

    /// <summary>0 to 1.</summary>
    public double[] Coverage { get; }

    /// <summary>Of the dimensions of all levels, in the order of <see cref="ScoreDefinition.AllDimensions"/>.</summary>
    public ImmutableArray<string> Paths { get; }

    /// <summary>Per dimension of <see cref="Paths"/>, its points a day; NaN when none of its signals takes part.</summary>
    public ImmutableArray<double[]> Dimensions { get; }

    /// <summary>Whether exceptions or the memory of tiers come after the dimensions.</summary>
    internal bool HasRules { get; }

    internal Tier[]? RuledTiers { get; }

    /// <summary>What is remembered after each day; null on days without a report and where there is nothing to remember.</summary>
    internal ScoreMemory?[]? Memories { get; }

    /// <summary>The override that is valid on the day; null where the model's own result stands.</summary>
    public ScoreOverride? OverrideOf(int day) => _isOverridden ? _overrides![day] : null;

    public Tier TierOf(int day) => OverrideOf(day) is { } given ? ScoreEvaluation.Overridden(DefinitionOn(day), given, null).Tier : TierByModelOf(day);

    public Tier TierByModelOf(int day) => RuledTiers is not null ? RuledTiers[day]
        : double.IsNaN(ByModel[day]) || !Evaluator.IsCovered(Coverage[day], DefinitionOn(day).MinimumCoverage) ? Tier.Unknown
        : DefinitionOn(day).Tiers.Of(ByModel[day]);

    /// <summary>Forgets the overrides of the account before.</summary>
    internal void ClearOverrides() => _isOverridden = false;

    /// <param name="day">After <see cref="ByModel"/> of all days is there.</param>
    internal void Override(int day, ScoreOverride given)
    {
        if (!_isOverridden)
        {
            _overridden = [.. ByModel];
            _overrides = new ScoreOverride?[ByModel.Length];
            _isOverridden = true;
        }

        _overrides![day] = given;
        _overridden![day] = given.Value ?? ByModel[day];
    }

    /// <summary>Takes over the days of a segment from a score that was filled by it.</summary>
    internal void Take(int segment, ScorePanel filled)
    {
        _panel.Take(segment, filled.Computed, Computed);
        _panel.Take(segment, filled.Coverage, Coverage);
        for (var i = 0; i < Dimensions.Length; i++)
        {
            _panel.Take(segment, filled.Dimensions[i], Dimensions[i]);
        }
    }

    /// <summary>The score as the day's segment has it.</summary>
    public ScoreDefinition DefinitionOn(int day) => _panel.SegmentOf(day)?.Scores[_index] ?? Definition;
}
