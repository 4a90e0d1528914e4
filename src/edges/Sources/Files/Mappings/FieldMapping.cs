using System.Collections.Frozen;
using System.Collections.Immutable;
using Mainstay.Core.Facts;

namespace Mainstay.Sources.Files.Mappings;

/// <summary>A field of a fact and where its value comes from.</summary>
public sealed record FieldMapping(FactField Field, FieldSource Source);

public abstract record FieldSource
{
    private FieldSource()
    {
    }

    public sealed record Constant(FactValue Value) : FieldSource;

    public sealed record Column(string Name) : FieldSource
    {
        /// <summary>The words of the source and what they are called here, applied before the cell is read.</summary>
        public FrozenDictionary<string, string> Words { get; init; } = FrozenDictionary<string, string>.Empty;

        /// <summary>Only the words above are allowed; otherwise others pass through.</summary>
        public bool IsStrict { get; init; }

        /// <summary>For money: the cell holds major units (19.99), of which the minor digits depend on the currency of the fact.</summary>
        public bool IsMajor { get; init; }

        /// <summary>For times: the formats to try in order.</summary>
        public ImmutableArray<TimeFormat> Formats { get; init; } = [];
    }
}
