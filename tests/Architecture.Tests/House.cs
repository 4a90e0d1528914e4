using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Mainstay.Architecture.Tests;

/// <summary>The repository as files: projects, sources and what stands in them.</summary>
internal static partial class House
{
    private static readonly string[] Generated = ["obj", "bin", "artifacts", "node_modules", "dist", "wwwroot"];

    public static string Root { get; } = Find();

    public static IReadOnlyList<string> Projects { get; } = [.. Files("*.csproj", "src", "tests", "bench")];

    /// <summary>C#, Razor and TypeScript of the product, as paths from the root.</summary>
    public static IReadOnlyList<string> Sources { get; } = [.. Files("*.cs", "src"), .. Files("*.razor", "src"), .. Files("*.ts", "src")];

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>The text without comments and without the contents of strings, so that only code can match.</summary>
    public static string Code(string path) => StringsOrComments().Replace(Read(path), match => match.Value[0] == '/' ? " " : "\"\"");

    public static string NameOf(string project) => Path.GetFileNameWithoutExtension(project);

    public static IEnumerable<string> ProjectReferencesOf(string project) => XDocument.Parse(Read(project))
        .Descendants("ProjectReference")
        .Where(r => (string?)r.Attribute("ReferenceOutputAssembly") != "false")
        .Select(r => NameOf((string)r.Attribute("Include")!));

    /// <summary>Files under the folders that a person wrote, as paths from the root with slashes, in ordinal order.</summary>
    public static IEnumerable<string> Files(string pattern, params ReadOnlySpan<string> folders)
    {
        var files = new List<string>();
        foreach (var folder in folders)
        {
            var full = Path.Combine(Root, folder);
            if (Directory.Exists(full))
            {
                files.AddRange(Directory.EnumerateFiles(full, pattern, SearchOption.AllDirectories)
                    .Select(f => Path.GetRelativePath(Root, f).Replace('\\', '/'))
                    .Where(f => !f.Split('/').Any(part => Generated.Contains(part, StringComparer.Ordinal))));
            }
        }

        return files.Order(StringComparer.Ordinal);
    }

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Mainstay.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("No Mainstay.slnx above the tests.");
    }

    [GeneratedRegex("""//[^\n]*|/\*.*?\*/|@"(?:[^"]|"")*"|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)'""", RegexOptions.Singleline, matchTimeoutMilliseconds: 5000)]
    private static partial Regex StringsOrComments();
}
