using Mainstay.Core.Facts;
using Mainstay.Store.Audit;
using Mainstay.Store.Secrets;

namespace Mainstay.Store.People;

/// <summary>A second factor: the secret that a person's device shares with the installation, and codes for when it is lost.</summary>
public sealed class SecondFactorStore
{
    private readonly Engine _engine;

    internal SecondFactorStore(Engine engine) => _engine = engine;

    /// <summary>Begins an enrolment, in place of one that was not confirmed.</summary>
    /// <returns>False when the person has a second factor already.</returns>
    public Task<bool> BeginAsync(string email, byte[] secret, SecretKey key, CancellationToken cancellationToken) => _engine.WriteAsync(
        UserStore.Installation,
        async session =>
        {
            var who = UserStore.Normal(email);
            var isNew = await session.ExecuteAsync(
                """
                INSERT INTO second_factors (workspace, email, last_step) VALUES (@Installation, @who, 0)
                ON CONFLICT (workspace, email) DO UPDATE SET last_step = 0 WHERE second_factors.confirmed_us IS NULL
                """,
                new { UserStore.Installation, who }) > 0;
            if (isNew)
            {
                await SecretStore.SaveAsync(session, UserStore.Installation, Name(who), key, secret);
            }

            return isNew;
        },
        cancellationToken);

    /// <returns>The secret and whether it was confirmed; null when the person has none.</returns>
    /// <exception cref="SecretKeyException">It was sealed with another key.</exception>
    public Task<SecondFactor?> FindAsync(string email, SecretKey key, CancellationToken cancellationToken) => _engine.ReadAsync(
        UserStore.Installation,
        async session =>
        {
            var who = UserStore.Normal(email);
            return await session.FirstOrDefaultAsync<Row>(
                """
                SELECT f.confirmed_us AS Confirmed, s.sealed,
                       (SELECT COUNT(*) FROM recovery_codes c WHERE c.workspace = f.workspace AND c.email = f.email) AS Codes
                FROM second_factors f JOIN secrets s ON s.workspace = f.workspace AND s.name = @name
                WHERE f.workspace = @Installation AND f.email = @who
                """,
                new { UserStore.Installation, who, name = Name(who) }) is { } row
                ? new SecondFactor(key.Open(row.Sealed, $"{UserStore.Installation}\n{Name(who)}"), row.Confirmed is not null, row.Codes)
                : null;
        },
        cancellationToken);

    /// <summary>From here on signing in asks for a code.</summary>
    /// <param name="step">Of the code that confirmed it; it and earlier ones are not taken again.</param>
    /// <param name="recoveryHashes">SHA-256 of each code for when the device is lost.</param>
    /// <returns>False when nothing waits to be confirmed.</returns>
    public Task<bool> ConfirmAsync(string email, long step, IReadOnlyList<byte[]> recoveryHashes, Actor by, CancellationToken cancellationToken) => _engine.WriteAsync(
        UserStore.Installation,
        async session =>
        {
            var who = UserStore.Normal(email);
            var isNew = await session.ExecuteAsync(
                "UPDATE second_factors SET confirmed_us = @at, last_step = @step WHERE workspace = @Installation AND email = @who AND confirmed_us IS NULL",
                new { UserStore.Installation, who, step, at = Instant.Of(by.At).Micros }) > 0;
            if (!isNew)
            {
                return false;
            }

            foreach (var hash in recoveryHashes)
            {
                await session.ExecuteAsync(
                    "INSERT INTO recovery_codes (workspace, email, hash) VALUES (@Installation, @who, @hash)", new { UserStore.Installation, who, hash });
            }

            await AuditTrail.WriteAsync(session, UserStore.Installation, by, new Change("second-factor.added", who));
            return true;
        },
        cancellationToken);

    /// <summary>Takes a code of a step, once: a step that was taken, and all before it, are refused, on whichever node.</summary>
    public Task<bool> TakeStepAsync(string email, long step, CancellationToken cancellationToken) => _engine.WriteAsync(
        UserStore.Installation,
        async session => await session.ExecuteAsync(
            "UPDATE second_factors SET last_step = @step WHERE workspace = @Installation AND email = @who AND last_step < @step",
            new { UserStore.Installation, who = UserStore.Normal(email), step }) > 0,
        cancellationToken);

    /// <summary>Takes a recovery code, once.</summary>
    public Task<bool> TakeRecoveryCodeAsync(string email, byte[] hash, Actor by, CancellationToken cancellationToken) => _engine.WriteAsync(
        UserStore.Installation,
        async session =>
        {
            var who = UserStore.Normal(email);
            var isTaken = await session.ExecuteAsync(
                "DELETE FROM recovery_codes WHERE workspace = @Installation AND email = @who AND hash = @hash", new { UserStore.Installation, who, hash }) > 0;
            if (isTaken)
            {
                await AuditTrail.WriteAsync(session, UserStore.Installation, by, new Change("second-factor.recovery-code-used", who));
            }

            return isTaken;
        },
        cancellationToken);

    /// <returns>False when there was none.</returns>
    public Task<bool> RemoveAsync(string email, Actor by, CancellationToken cancellationToken) => _engine.WriteAsync(
        UserStore.Installation,
        async session =>
        {
            var arguments = new { UserStore.Installation, who = UserStore.Normal(email), name = Name(UserStore.Normal(email)) };
            await session.ExecuteAsync("DELETE FROM recovery_codes WHERE workspace = @Installation AND email = @who", arguments);
            await session.ExecuteAsync("DELETE FROM secrets WHERE workspace = @Installation AND name = @name", arguments);
            var isGone = await session.ExecuteAsync("DELETE FROM second_factors WHERE workspace = @Installation AND email = @who", arguments) > 0;
            if (isGone)
            {
                await AuditTrail.WriteAsync(session, UserStore.Installation, by, new Change("second-factor.removed", arguments.who));
            }

            return isGone;
        },
        cancellationToken);

    private static string Name(string email) => $"totp/{email}";

    private sealed class Row
    {
        public long? Confirmed { get; init; }

        public required byte[] Sealed { get; init; }

        public required int Codes { get; init; }
    }
}

/// <param name="Secret">Shared with the device.</param>
/// <param name="IsConfirmed">Whether signing in asks for it.</param>
/// <param name="RecoveryCodes">How many are left.</param>
public sealed record SecondFactor(byte[] Secret, bool IsConfirmed, int RecoveryCodes);
