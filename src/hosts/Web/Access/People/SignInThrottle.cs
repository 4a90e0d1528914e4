namespace Mainstay.Web.Access.People;

/// <summary>
/// How often somebody may try a password: by address and e-mail, by address, and by e-mail. It slows guessing by rate and locks
/// nobody out: a stranger who tries somebody's e-mail from elsewhere leaves that person their own tries.
/// </summary>
internal sealed class SignInThrottle(WebOptions options)
{
    public const int TriesOfPair = 5;
    private const int TriesOfAddress = 50;
    private const int TriesOfEmail = 200;
    private const int MostKept = 100_000;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (DateTimeOffset Since, int Tries)> _tries = new(StringComparer.Ordinal);

    /// <summary>Counts a try.</summary>
    /// <returns>Null when it may go on; otherwise how long to wait.</returns>
    public TimeSpan? Try(string address, string email)
    {
        var now = options.Clock.GetUtcNow();
        lock (_lock)
        {
            if (_tries.Count > MostKept)
            {
                // Whoever makes up e-mails is held by address already; memory must not grow for them.
                foreach (var old in _tries.Where(t => now - t.Value.Since >= Window).Select(t => t.Key).ToArray())
                {
                    _tries.Remove(old);
                }
            }

            var waits = new[] { Count($"{address} {email}", TriesOfPair, now), Count("address " + address, TriesOfAddress, now), Count("email " + email, TriesOfEmail, now) };
            return waits.Max() is { } wait && wait > TimeSpan.Zero ? wait : null;
        }
    }

    /// <summary>Forgets the tries that led to a right password.</summary>
    public void Forget(string address, string email)
    {
        lock (_lock)
        {
            _tries.Remove($"{address} {email}");
        }
    }

    private TimeSpan? Count(string key, int most, DateTimeOffset now)
    {
        var (since, tries) = _tries.TryGetValue(key, out var kept) && now - kept.Since < Window ? kept : (now, 0);
        _tries[key] = (since, tries + 1);
        return tries >= most ? since + Window - now : null;
    }
}
