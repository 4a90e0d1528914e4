using System.Globalization;
using Mainstay.Runtime;
using Mainstay.Sources.Files.Templates;

namespace Mainstay.Cli.Import;

/// <summary><c>mainstay import --templates</c>: a folder of files to begin with.</summary>
public static class TemplateWriting
{
    private const int MostNamed = 3;

    /// <param name="beside">Another option that was given and would do nothing, or null.</param>
    /// <exception cref="UserException">A file is there already, the folder cannot be written, or another option stands beside.</exception>
    public static async Task<int> RunAsync(string folder, string? beside, TextWriter output, CancellationToken cancellationToken)
    {
        if (beside is not null)
        {
            throw new UserException($"--templates writes files to begin with and imports nothing: leave {beside} out.");
        }

        var files = TemplateFolder.Files;
        var there = files.Select(f => f.Name).Where(name => File.Exists(Path.Combine(folder, name))).ToArray();
        if (there.Length > 0)
        {
            throw new UserException($"{folder} holds {string.Join(", ", there.Take(MostNamed))}{(there.Length > MostNamed ? " and more" : "")} already, and nothing is written over. Name another folder.");
        }

        try
        {
            Directory.CreateDirectory(folder);
            foreach (var (name, text) in files)
            {
                await using var file = new FileStream(Path.Combine(folder, name), FileMode.CreateNew);
                await file.WriteAsync(System.Text.Encoding.UTF8.GetBytes(text), cancellationToken);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserException($"Cannot write the templates to {folder}: {e.Message}", e);
        }

        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{files.Count} files in {folder}: a CSV for each kind of fact, {TemplateFolder.MappingFile} that reads them and {TemplateFolder.GuideFile} on their columns."));
        return MainstayCommand.Ok;
    }
}
