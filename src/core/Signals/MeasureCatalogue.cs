using System.Collections.Immutable;
using Mainstay.Core.Documents;
using Mainstay.Core.Signals.Change;
using Mainstay.Core.Signals.Counting;
using Mainstay.Core.Signals.Distinct;
using Mainstay.Core.Signals.Latest;
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
        LastMeasure.Syntax,
        DistinctMeasure.Syntax,
        DaysSinceMeasure.Syntax,
        DaysUntilMeasure.Syntax,
        RatioMeasure.Syntax,
        ShareMeasure.Syntax,
        ChangeMeasure.Syntax,
        SlopeMeasure.Syntax,
    ];
}
