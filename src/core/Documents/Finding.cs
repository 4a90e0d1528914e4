namespace Mainstay.Core.Documents;

/// <summary>Something wrong (or doubtful) in a document, told so that its author can mend it.</summary>
public sealed record Finding(Severity Severity, Position Position, string Message)
{
    public override string ToString() =>
        Position.Line == 0 ? Message : $"{Position.Line}:{Position.Column}: {Message}";
}

public enum Severity
{
    Error,
    Warning,
}
