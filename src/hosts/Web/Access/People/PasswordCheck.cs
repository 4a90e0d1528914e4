namespace Mainstay.Web.Access.People;

/// <summary>Compares a password with what is kept of it, a few at a time.</summary>
internal static class PasswordCheck
{
    // Hashing takes a core for a while: guessing must not take them all.
    private static readonly SemaphoreSlim Hashing = new(2);

    /// <param name="hash">Null where there is no user: then it takes as long and is false.</param>
    public static async Task<bool> IsRightAsync(string password, string? hash, CancellationToken cancellationToken)
    {
        await Hashing.WaitAsync(cancellationToken);
        try
        {
            return password.Length <= PasswordHash.Longest && PasswordHash.Verify(password, hash);
        }
        finally
        {
            Hashing.Release();
        }
    }
}
