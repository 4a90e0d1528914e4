using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Mainstay.Core.Documents;

namespace Mainstay.Core.Calibration.Proposals;

/// <summary>Nodes of a document as one line of YAML.</summary>
internal static partial class FlowText
{
    public static string Of(DocumentNode node) => node switch
    {
        DocumentNode.Scalar { IsPlain: true } scalar when Plain().IsMatch(scalar.Text) => scalar.Text,
        DocumentNode.Scalar { IsPlain: true, Text: "" } => "",
        DocumentNode.Scalar scalar => Quoted(scalar.Text),
        DocumentNode.Sequence { Items: var items } => $"[{string.Join(", ", items.Select(Of))}]",
        DocumentNode.Mapping { Entries: var entries } => $"{{ {string.Join(", ", entries.Select(e => $"{Key(e.Key)}: {Of(e.Value)}"))} }}",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    public static string Key(string key) => Plain().IsMatch(key) ? key : Quoted(key);

    public static string Number(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    public static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            _ = c is '"' or '\\' ? quoted.Append('\\').Append(c) : char.IsControl(c) ? quoted.Append(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}") : quoted.Append(c);
        }

        return quoted.Append('"').ToString();
    }

    // What means the same without quotes wherever it stands.
    [GeneratedRegex(@"^([A-Za-z_][A-Za-z0-9_./]*|-?[0-9]+(\.[0-9]+)?[a-z]?)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Plain();
}
