using System.Collections.Immutable;
using Mainstay.Core.Calibration.Learning;
using Mainstay.Core.Calibration.Metrics;
using Mainstay.Core.Calibration.Observed;
using Mainstay.Core.Calibration.Proposals;
using Mainstay.Core.Calibration.Retrospects;
using Mainstay.Core.Calibration.Splitting;
using Mainstay.Core.Calibration.Validation;

namespace Mainstay.Runtime.Calibration;

/// <summary>Learns, proves and proposes. Folds run side by side; how many at a time makes no difference to a single bit.</summary>
public sealed class CalibrationRun
{
    private readonly CalibrationPlan _plan;
    private readonly LearningOptions _options;
    private readonly Observations _judged;
    private readonly ImmutableArray<Fold> _folds;
    private readonly IProgress<int>? _progress;
    private readonly CancellationToken _cancellationToken;
    private int _done;

    private CalibrationRun(CalibrationPlan plan, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        (_plan, _progress, _cancellationToken) = (plan, progress, cancellationToken);
        _options = new LearningOptions { Seed = plan.Seed, TodaysScore = plan.ScoreColumn, MostTotals = plan.HasSignals ? 0 : new LearningOptions().MostTotals };
        _judged = plan.Test ?? plan.Table;
        _folds = plan.Test is { } test ? [new Fold(0, 0, [], [.. Enumerable.Range(0, test.Rows)])]
            : plan.ForwardDays is { } days ? [.. Folds.WalkForward(plan.Table, plan.Table.Dates!.Value.Distinct().Order(), days).Where(CanTeach)]
            : Folds.Stratified(plan.Table, plan.Folds, plan.Repeats, plan.Seed);
    }

    /// <param name="progress">Told how many folds of the model are done.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static CalibrationOutcome Of(CalibrationPlan plan, IProgress<int>? progress = null, CancellationToken cancellationToken = default) =>
        SkillClaim.TooFew(plan.Table.Without(plan.ScoreColumn)) is { } refused
            ? new CalibrationOutcome { Claim = refused }
            : new CalibrationRun(plan, progress, cancellationToken) is { _folds.IsEmpty: false } run ? run.Run()
            : new CalibrationOutcome { Claim = SkillClaim.NoPast };

    private bool CanTeach(Fold fold)
    {
        var ended = fold.Train.Count(row => _plan.Table.Outcomes[row]);
        return ended >= SkillClaim.Fewest && fold.Train.Length - ended >= SkillClaim.Fewest;
    }

    private CalibrationOutcome Run()
    {
        var model = Predict(new Contender("model", (train, test) => Told(Learner.Learn(train, _plan.Method, _options).Probabilities(test))));
        var metrics = Judge(model);
        var claim = SkillClaim.Of(metrics);
        var current = _plan.ScoreColumn is { } column ? Predict(Contender.Current(column)) : null;
        var (probabilities, outcomes) = FirstRepeat(model);
        var outcome = new CalibrationOutcome
        {
            Claim = claim,
            Metrics = metrics,
            Prior = Judge(Predict(Contender.Prior)),
            Single = Judge(Predict(new Contender("best single signal", (train, test) => Contender.Single(_options).Predict(train.Without(_plan.ScoreColumn), test)))),
            Current = current is null ? null : Judge(current),
            BetterThanCurrent = current is null ? null : PairedAuc.Of(FirstRepeat(current).Probabilities, probabilities, outcomes).Interval,
            Bins = CalibrationBin.Of(probabilities, outcomes),
            Gains = GainCurve.Of([.. probabilities.Select(p => -p)], outcomes),
        };
        return claim.HasSkill ? Propose(outcome, probabilities, outcomes) : outcome;
    }

    private CalibrationOutcome Propose(CalibrationOutcome outcome, double[] probabilities, bool[] outcomes)
    {
        var model = Learner.Learn(_plan.Table, _plan.Method, _options);
        var bounds = ProposedTiers.Of(model, _plan.Table.BaseRate);
        var tiers = probabilities.Select(bounds.TierOf).ToArray();
        return outcome with
        {
            Model = model,
            Bounds = bounds,
            Tiers =
            [
                .. ProposedTiers.Names.Select(tier => new TierOutcome(
                    tier,
                    tiers.Count(t => t == tier),
                    Enumerable.Range(0, tiers.Length).Count(row => tiers[row] == tier && outcomes[row]))),
            ],
        };
    }

    private double[][] Predict(Contender contender)
    {
        var predicted = new double[_folds.Length][];
        var options = new ParallelOptions { CancellationToken = _cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.For(0, _folds.Length, options, i =>
            predicted[i] = contender.Predict(_plan.Test is null ? _plan.Table.Take(_folds[i].Train.AsSpan()) : _plan.Table, _judged.Take(_folds[i].Test.AsSpan())));
        return predicted;
    }

    private double[] Told(double[] predicted)
    {
        _progress?.Report(Interlocked.Increment(ref _done));
        return predicted;
    }

    private MetricIntervals Judge(double[][] predicted) => Judgement.Of(_judged, _folds, predicted, _plan.Seed);

    private (double[] Probabilities, bool[] Outcomes) FirstRepeat(double[][] predicted)
    {
        var folds = Enumerable.Range(0, _folds.Length).Where(i => _folds[i].Repeat == 0).ToArray();
        return ([.. folds.SelectMany(i => predicted[i])], [.. folds.SelectMany(i => _folds[i].Test.Select(row => _judged.Outcomes[row]))]);
    }
}
