using System.Text;

namespace Mainstay.Web.Report;

/// <summary>
/// Leaves out what follows a line's end up to its first letter: of a page of hundreds of accounts, a third is indentation.
/// The page has no preformatted text.
/// </summary>
internal sealed class LeanWriter(TextWriter target) : TextWriter
{
    private bool _isAtStart = true;

    public override Encoding Encoding => target.Encoding;

    public override void Write(char value)
    {
        if (_isAtStart && char.IsWhiteSpace(value))
        {
            return;
        }

        _isAtStart = value == '\n';
        target.Write(value == '\r' ? ' ' : value);
    }
}
