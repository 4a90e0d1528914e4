using System.Collections.Immutable;
using Mainstay.Core.Documents;

namespace Mainstay.Sources.Files.Mappings;

/// <summary>What holds where a part of the mapping is read: the zone and the time formats, nearest first.</summary>
internal sealed record Scope(DocumentReader Reader, Calendar Calendar, ImmutableArray<TimeFormat> Dates)
{
    /// <summary>Texts that mean "no value" beside the empty cell.</summary>
    public ImmutableArray<string> Absent { get; init; } = [];

    /// <summary>Whether ids count only of accounts that a company was told for.</summary>
    public bool AreAccountsKnown { get; init; }

    /// <summary>The same place with the formats that <paramref name="node"/> names under 'dates', if any.</summary>
    public Scope With(DocumentNode.Mapping node) =>
        node["dates"] is { } dates && TimeFormatReader.ReadAll(Reader, dates) is { } formats ? this with { Dates = formats } : this;

    /// <summary>One text or a list of them; the empty text is allowed.</summary>
    public ImmutableArray<string> Words(DocumentNode node, string what)
    {
        var words = ImmutableArray.CreateBuilder<string>();
        foreach (var item in DocumentReader.Items(node))
        {
            if (item is DocumentNode.Scalar scalar)
            {
                words.Add(scalar.Text.Trim());
            }
            else
            {
                Reader.Error(item.Position, $"{what} must be a text or a list of texts, but holds {DocumentReader.Describe(item)}.");
            }
        }

        return words.ToImmutable();
    }
}
