using Mainstay.Core.Documents;

namespace Mainstay.Sources.Files.Mappings;

/// <summary>What became of a mapping's text.</summary>
/// <param name="Mapping">Null when any finding is an error.</param>
/// <param name="Findings">Everything wrong or doubtful, in the order of the document.</param>
public sealed record MappingResult(Mapping? Mapping, IReadOnlyList<Finding> Findings);
