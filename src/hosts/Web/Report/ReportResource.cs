namespace Mainstay.Web.Report;

/// <summary>Style and script that a self-contained page carries inside itself.</summary>
internal static class ReportResource
{
    public static string Read(string name)
    {
        using var reader = new StreamReader(typeof(ReportResource).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not in the assembly: the client was not bundled."));
        return reader.ReadToEnd();
    }
}
