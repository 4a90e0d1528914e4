using System.Collections.Immutable;
using Mainstay.Core.Documents;
using Mainstay.Core.Signals.Adoption;
using Mainstay.Core.Signals.Change;
using Mainstay.Core.Signals.Changed;
using Mainstay.Core.Signals.Counting;
using Mainstay.Core.Signals.Deviation;
using Mainstay.Core.Signals.Distinct;
using Mainstay.Core.Signals.Firsts;
using Mainstay.Core.Signals.Holding;
using Mainstay.Core.Signals.Latest;
using Mainstay.Core.Signals.Nps;
using Mainstay.Core.Signals.Ratio;
using Mainstay.Core.Signals.Share;
using Mainstay.Core.Signals.Slope;
using Mainstay.Core.Signals.Timing;
using Mainstay.Core.Signals.Totals;

namespace Mainstay.Core.Signals;

/// <summary>One word of the model language that starts a measure.</summary>
/// <param name="Keyword">The key in the model file.</param>
/// <param name="Read">Reads the mapping that holds the key; null after noting what is wrong.</param>
public sealed record MeasureSyntax(string Keyword, Func<MeasureReader, DocumentNode.Mapping, Measure?> Read);

/// <summary>Every kind of measure, in the order of the documentation.</summary>
public static class MeasureCatalogue
{
    public static readonly ImmutableArray<MeasureSyntax> All =
    [
        CountMeasure.Syntax,
        CountMeasure.OpenSyntax,
        TotalMeasure.SumSyntax,
        TotalMeasure.MeanSyntax,
        TotalMeasure.MinSyntax,
        TotalMeasure.MaxSyntax,
        TotalMeasure.LatencySyntax,
        LastMeasure.Syntax,
        LookupMeasure.Syntax,
        LookupMeasure.StageSyntax,
        AttributeSyntax.Syntax,
        NpsMeasure.Syntax,
        DistinctMeasure.Syntax,
        DaysSinceMeasure.Syntax,
        DaysUntilMeasure.Syntax,
        HeldDaysMeasure.Syntax,
        HeldDaysMeasure.OpenSyntax,
        TermDaysMeasure.Syntax,
        ReachedMeasure.Syntax,
        DaysToMeasure.Syntax,
        ScaledMeasure.Syntax,
        RatioMeasure.Syntax,
        ShareMeasure.Syntax,
        ShareMeasure.ResponseSyntax,
        AdoptedMeasure.Syntax,
        ChangeMeasure.Syntax,
        ChangedMeasure.Syntax,
        DeviationMeasure.Syntax,
        SlopeMeasure.Syntax,
    ];
}
