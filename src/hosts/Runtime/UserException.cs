namespace Mainstay.Runtime;

/// <summary>
/// Something the person at the keyboard can mend: a missing file, a model with mistakes. The message says what and how;
/// it is shown without a stack trace.
/// </summary>
public sealed class UserException : Exception
{
    public UserException(string message)
        : base(message)
    {
    }

    public UserException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
