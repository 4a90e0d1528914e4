using Mainstay.Store.Workspaces;

namespace Mainstay.Store.Answers;

/// <summary>Answers to requests that name a key, for a day: a request that is sent again changes nothing more.</summary>
public sealed class AnswerStore
{
    /// <summary>How long an answer is kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    /// <summary>Whoever has not answered by then has fallen over: the request may be tried again.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private readonly Engine _engine;

    internal AnswerStore(Engine engine) => _engine = engine;

    /// <summary>Claims a request, and sweeps what is older than a day.</summary>
    /// <param name="caller">Keys of two callers are two.</param>
    /// <param name="asked">SHA-256 of everything that was asked.</param>
    public Task<AnswerClaim> ClaimAsync(string workspace, string caller, string key, byte[] asked, CancellationToken cancellationToken)
    {
        Workspace.Required(workspace);
        return _engine.WriteAsync(
            workspace,
            async session =>
            {
                var arguments = new { workspace, caller, key, asked, kept = Micros(Kept), longest = Micros(Longest) };
                await WorkspaceRow.EnsureAsync(session, workspace);
                await session.ExecuteAsync(
                    $"""
                    DELETE FROM answers WHERE workspace = @workspace AND (begun_us < {session.Now} - @kept
                        OR (caller = @caller AND key = @key AND status IS NULL AND begun_us < {session.Now} - @longest))
                    """,
                    arguments);
                if (await session.ExecuteAsync(
                    $"""
                    INSERT INTO answers (workspace, caller, key, asked, begun_us) VALUES (@workspace, @caller, @key, @asked, {session.Now})
                    ON CONFLICT DO NOTHING
                    """,
                    arguments) > 0)
                {
                    return new AnswerClaim.New();
                }

                var row = (await session.FirstOrDefaultAsync<Row>(
                    "SELECT asked, status, headers, body FROM answers WHERE workspace = @workspace AND caller = @caller AND key = @key", arguments))!;
                return row.ToClaim(asked);
            },
            cancellationToken);
    }

    public Task KeepAsync(string workspace, string caller, string key, StoredAnswer answer, CancellationToken cancellationToken) => _engine.WriteAsync(
        Workspace.Required(workspace),
        session => session.ExecuteAsync(
            "UPDATE answers SET status = @Status, headers = @headers, body = @Body WHERE workspace = @workspace AND caller = @caller AND key = @key",
            new { workspace, caller, key, answer.Status, headers = StoreJson.Write(answer.Headers), answer.Body }),
        cancellationToken);

    /// <summary>For a request that could not be answered: it may be tried again with its key.</summary>
    public Task ForgetAsync(string workspace, string caller, string key, CancellationToken cancellationToken) => _engine.WriteAsync(
        Workspace.Required(workspace),
        session => session.ExecuteAsync(
            "DELETE FROM answers WHERE workspace = @workspace AND caller = @caller AND key = @key", new { workspace, caller, key }),
        cancellationToken);

    private static long Micros(TimeSpan duration) => duration.Ticks / TimeSpan.TicksPerMicrosecond;

    private sealed class Row
    {
        public required byte[] Asked { get; init; }

        public int? Status { get; init; }

        public string? Headers { get; init; }

        public byte[]? Body { get; init; }

        public AnswerClaim ToClaim(byte[] asked) =>
            !Asked.AsSpan().SequenceEqual(asked) ? new AnswerClaim.Other()
            : Status is { } status ? new AnswerClaim.Answered(new StoredAnswer(status, StoreJson.ReadHeaders(Headers!), Body!))
            : new AnswerClaim.Running();
    }
}
