using Mainstay.Store;
using Mainstay.Store.Audit;

namespace Mainstay.Web.Access.SecondFactors;

/// <summary>Takes a code of the device, or a recovery code, once.</summary>
internal static class CodeCheck
{
    public static async Task<bool> TakeAsync(Database database, WebOptions options, string email, string code, Actor by, CancellationToken cancellationToken)
    {
        if (await database.SecondFactors.FindAsync(email, options.Secrets, cancellationToken) is not { IsConfirmed: true } factor)
        {
            return false;
        }

        var typed = string.Concat(code.Where(c => !char.IsWhiteSpace(c)));
        return typed.Length == Totp.Digits
            ? Totp.Verify(factor.Secret, typed, by.At) is { } step && await database.SecondFactors.TakeStepAsync(email, step, cancellationToken)
            : await database.SecondFactors.TakeRecoveryCodeAsync(email, RecoveryCode.Hash(typed), by, cancellationToken);
    }
}
