using Mainstay.Core.Documents;

namespace Mainstay.Sources.Documents;

/// <summary>What became of a YAML text.</summary>
/// <param name="Root">The document, or null when anything in it was refused: nobody works on half a document.</param>
/// <param name="Findings">Why it was refused, in the order of the text; empty when <paramref name="Root"/> is there.</param>
public sealed record YamlResult(DocumentNode? Root, IReadOnlyList<Finding> Findings);
