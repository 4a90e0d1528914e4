using System.Collections.Immutable;
using Mainstay.Core.Documents;
using Mainstay.Core.Facts;
using Mainstay.Core.Playbooks;
using Mainstay.Core.Scores.Timelines;
using Mainstay.Runtime.Models;
using Mainstay.Runtime.Scoring;
using Mainstay.Sources.Documents;
using Mainstay.Sources.Files;
using Mainstay.Sources.Files.Mappings;

namespace Mainstay.Runtime.Testing;

/// <summary>An expectation that was not met.</summary>
public sealed record Mismatch(string What, string Expected, string Actual);

/// <summary>What became of a case; no mismatch means that it passed.</summary>
public sealed record CaseResult(string Name, Position Position, ImmutableArray<Mismatch> Mismatches);

/// <summary>What became of a test file.</summary>
/// <param name="Findings">Why it could not be run, each with the file it stands in; empty when it ran.</param>
/// <param name="ModelVersion">Of the model that was tested; null when nothing ran.</param>
/// <param name="Cases">In file order; empty when nothing ran.</param>
public sealed record CaseFileResult(ImmutableArray<(string Path, Finding Finding)> Findings, string? ModelVersion, ImmutableArray<CaseResult> Cases);

/// <summary>Runs the cases that hold a model to its word: facts in, score, tier, lines and decisions out.</summary>
public static class ModelTests
{
    private static readonly string[] Keys = ["model", "playbooks", "zone", "as_of", "connected", "facts", "data", "mapping", "cases"];

    /// <summary>Where the cases of a model file are: X.test.yaml beside X.yaml.</summary>
    public static string PathBeside(string modelPath) => Path.ChangeExtension(modelPath, ".test.yaml");

    /// <exception cref="IOException">The test file or one that it names cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">One of them may not be read.</exception>
    public static async Task<CaseFileResult> RunAsync(string path, CancellationToken cancellationToken) =>
        await RunAsync(path, await YamlReader.ReadFileAsync(path, cancellationToken), CaseSources.Beside(path), cancellationToken);

    /// <summary>Runs cases that were sent, with the model and the playbooks that were sent with them, whatever the cases call them.</summary>
    /// <param name="playbooks">Null for none.</param>
    public static Task<CaseFileResult> RunTextAsync(string cases, string model, string? playbooks, CancellationToken cancellationToken) =>
        RunAsync("cases", YamlReader.Read(cases), CaseSources.Sent(model, playbooks), cancellationToken);

    private static async Task<CaseFileResult> RunAsync(string path, YamlResult document, CaseSources sources, CancellationToken cancellationToken)
    {
        var (file, findings) = await ReadAsync(path, document, sources, cancellationToken);
        return file is null
            ? new CaseFileResult(findings, null, [])
            : new CaseFileResult([], file.Model.Version, [.. file.Cases.Select(c => new CaseResult(c.Name, c.Position, Run(file, c)))]);
    }

    private static ImmutableArray<Mismatch> Run(CaseFile file, ModelCase @case)
    {
        var days = ScoreTimeline.Of(file.Model, @case.History, @case.From, @case.AsOf).ToArray();
        var decisions = file.Playbooks.All.SelectMany(playbook => PlaybookEngine.Fold(playbook, start: null, @case.History, days).Decisions).OrderBy(d => d.Day);
        var outcome = new CaseOutcome(days.LastOrDefault(d => d.Day == @case.AsOf), [.. decisions])
        {
            Rollups = BookRollups.Of(file.Model, @case.Book, new DayRange(@case.AsOf, @case.AsOf), CancellationToken.None).Of(@case.History.AccountId, @case.AsOf),
        };
        return
        [
            .. @case.Expectations
                .Select(e => (Expectation: e, Actual: e.Actual(outcome)))
                .Where(x => !x.Expectation.Expected.IsMetBy(x.Actual))
                .Select(x => new Mismatch(x.Expectation.What, x.Expectation.Expected.Describe(), x.Actual.ToString())),
        ];
    }

    private static async Task<(CaseFile? File, ImmutableArray<(string Path, Finding Finding)> Findings)> ReadAsync(
        string path, YamlResult document, CaseSources sources, CancellationToken cancellationToken)
    {
        var reader = new DocumentReader();
        if (document.Root is not { } root || reader.Mapping(root, "A test file") is not { } file)
        {
            return (null, In(path, [.. document.Findings, .. reader.Findings]));
        }

        reader.AllowOnly(file, "A test file", Keys);
        if (reader.Text(reader.Required(file, "model", "A test file"), "model") is not { } modelName)
        {
            return (null, In(path, reader.FindingsInFileOrder));
        }

        var model = ModelFile.CompileModel(await sources.ModelAsync(modelName, cancellationToken));
        if (model.Value is null)
        {
            return (null, In(sources.NameOf(modelName), model.Findings));
        }

        var playbooks = new Compiled<ImmutablePlaybooks>(ImmutablePlaybooks.None, []);
        if (reader.Text(file["playbooks"], "playbooks") is { } playbookName)
        {
            if (await sources.PlaybooksAsync(playbookName, cancellationToken) is not { } text)
            {
                reader.Error(file["playbooks"]!.Position, "The cases name playbooks, but none were sent.");
                return (null, In(path, reader.FindingsInFileOrder));
            }

            playbooks = ModelFile.CompilePlaybooks(text, model.Value);
            if (playbooks.Value is null)
            {
                return (null, In(sources.NameOf(playbookName), playbooks.Findings));
            }
        }

        var (book, bookFindings) = await BookAsync(reader, file, sources, cancellationToken);
        var cases = bookFindings.IsEmpty ? new CaseFileReader(reader, model.Value, playbooks.Value!, Zone(reader, file["zone"]), book).Read(file) : [];
        return reader.HasErrors || !bookFindings.IsEmpty
            ? (null, [.. In(path, reader.FindingsInFileOrder), .. bookFindings])
            : (new CaseFile(model.Value, playbooks.Value!, cases), []);
    }

    private static async Task<(Book? Book, ImmutableArray<(string Path, Finding Finding)> Findings)> BookAsync(
        DocumentReader reader, DocumentNode.Mapping file, CaseSources sources, CancellationToken cancellationToken)
    {
        if (file["data"] is not { } data)
        {
            return (null, []);
        }

        if (!sources.HasFiles)
        {
            reader.Error(data.Position, "Cases that are sent bring their facts in 'facts': there are no files here.");
            return (null, []);
        }

        foreach (var unused in (string[])["facts", "connected", "zone"])
        {
            if (file[unused] is { } node)
            {
                reader.Error(node.Position, $"With 'data', the files say it: remove '{unused}'.");
            }
        }

        if (reader.Text(data, "data") is not { } folder || reader.Text(reader.Required(file, "mapping", "A test file with 'data'"), "mapping") is not { } mappingName)
        {
            return (null, []);
        }

        var mapping = await MappingReader.ReadFileAsync(sources.NameOf(mappingName), cancellationToken);
        return mapping.Mapping is { } known
            ? ((await BookFile.LoadAsync(sources.NameOf(folder), known, cancellationToken: cancellationToken)).Book, [])
            : (null, In(sources.NameOf(mappingName), mapping.Findings));
    }

    private static Calendar Zone(DocumentReader reader, DocumentNode? node)
    {
        if (reader.Text(node, "zone") is not { } id)
        {
            return Calendar.Utc;
        }

        if (TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone))
        {
            return new Calendar(zone);
        }

        reader.Error(node!.Position, $"There is no time zone '{id}'. Write one such as Europe/Berlin.");
        return Calendar.Utc;
    }

    private static ImmutableArray<(string Path, Finding Finding)> In(string path, IEnumerable<Finding> findings) => [.. findings.Select(f => (path, f))];
}
