namespace Mainstay.Store.Models;

/// <summary>A published version of a health model. It never changes.</summary>
/// <param name="Name">The model's name.</param>
/// <param name="Version">Identifies the text among the versions of the model.</param>
/// <param name="Yaml">The text as it was written.</param>
/// <param name="PublishedAt">Kept to the microsecond.</param>
public sealed record StoredModel(string Name, string Version, string Yaml, DateTimeOffset PublishedAt);

/// <summary>A published version in a list.</summary>
/// <param name="Number">Counts the versions of the workspace in the order they were published.</param>
/// <param name="IsActive">Whether the workspace scores by it now.</param>
public sealed record ModelVersion(string Name, string Version, long Number, DateTimeOffset PublishedAt, bool IsActive);

/// <summary>What a workspace scores and acts with.</summary>
/// <param name="Model">The model version.</param>
/// <param name="PlaybookYaml">The playbooks' text; empty where there are none.</param>
public sealed record ActiveModel(StoredModel Model, string PlaybookYaml);

/// <summary>What a workspace scores and acts with, the model by its name and version.</summary>
public sealed record ActiveVersion(string Model, string Version, string PlaybookYaml);
