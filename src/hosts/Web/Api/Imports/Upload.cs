using Mainstay.Core.Facts;
using Mainstay.Runtime.Importing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Stream = System.IO.Stream;

namespace Mainstay.Web.Api.Imports;

/// <summary>What was sent to be imported: files and what their columns mean, or why that cannot be imported.</summary>
internal sealed record Upload(UploadFolder Folder, UploadMapping? Mapping, IReadOnlyDictionary<string, string[]> Mistakes)
{
    private const int MostOfMapping = 1024 * 1024;
    private const int LongestBoundary = 100;

    /// <summary>One file as the body, with the columns of a template.</summary>
    public static async Task<Upload> OfTemplateAsync(HttpRequest request, FactKind kind, bool isLines, string zone, CancellationToken cancellationToken)
    {
        var folder = new UploadFolder();
        try
        {
            await folder.AddAsync($"{kind.Name}.{(isLines ? "ndjson" : "csv")}", request.Body, cancellationToken);
            return Of(folder, "template", UploadMapping.OfTemplate(kind, folder, zone));
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Parts of a form: a mapping, and files by the names that it gives them.</summary>
    public static async Task<Upload> OfFormAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var folder = new UploadFolder();
        try
        {
            return await ReadAsync(request, folder, cancellationToken);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    private static async Task<Upload> ReadAsync(HttpRequest request, UploadFolder folder, CancellationToken cancellationToken)
    {
        var boundary = HeaderUtilities.RemoveQuotes(MediaTypeHeaderValue.Parse(request.ContentType).Boundary).Value;
        if (boundary is not { Length: > 0 and <= LongestBoundary })
        {
            return Wrong(folder, "body", "The form has no boundary.");
        }

        string? mapping = null;
        var parts = new MultipartReader(boundary, request.Body);
        try
        {
            while (await parts.ReadNextSectionAsync(cancellationToken) is { } part)
            {
                if (!ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var disposition))
                {
                    return Wrong(folder, "body", "A part of the form has no Content-Disposition.");
                }

                var name = HeaderUtilities.RemoveQuotes(disposition.Name).ToString();
                if (name == "mapping")
                {
                    mapping = await TextAsync(part.Body, cancellationToken);
                }
                else if (name == "files" && HeaderUtilities.RemoveQuotes(disposition.FileName).ToString() is { Length: > 0 } file)
                {
                    await folder.AddAsync(file, part.Body, cancellationToken);
                }
                else
                {
                    return Wrong(folder, name.Length > 0 ? name : "body", "A form has a part 'mapping' and parts 'files', each with a file name.");
                }
            }
        }
        catch (Exception e) when (e is InvalidDataException or ArgumentException or IOException and not BadHttpRequestException)
        {
            return Wrong(folder, e is ArgumentException ? "files" : "body", e.Message);
        }

        return mapping is null ? Wrong(folder, "mapping", "mapping is missing: a YAML text that says what the columns of the files mean.")
            : folder.Files.Count == 0 ? Wrong(folder, "files", "files is missing: at least one file.")
            : Of(folder, "mapping", UploadMapping.Read(mapping, folder.Files));
    }

    private static Upload Of(UploadFolder folder, string name, UploadMapping mapping) => mapping.Mistakes.Count == 0
        ? new Upload(folder, mapping, new Dictionary<string, string[]>(StringComparer.Ordinal))
        : new Upload(folder, null, new Dictionary<string, string[]>(StringComparer.Ordinal) { [name] = [.. mapping.Mistakes] });

    private static Upload Wrong(UploadFolder folder, string name, string mistake) =>
        new(folder, null, new Dictionary<string, string[]>(StringComparer.Ordinal) { [name] = [mistake] });

    private static async Task<string> TextAsync(Stream content, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(content);
        var buffer = new char[MostOfMapping];
        var length = await reader.ReadBlockAsync(buffer, cancellationToken);
        return length < MostOfMapping ? new string(buffer, 0, length) : throw new InvalidDataException("A mapping has less than 1 MB.");
    }
}
