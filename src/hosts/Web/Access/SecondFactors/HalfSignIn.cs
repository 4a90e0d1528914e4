using Microsoft.AspNetCore.DataProtection;

namespace Mainstay.Web.Access.SecondFactors;

/// <summary>
/// Who has given the right password and still owes a code: a text that only this installation can make, in the form that asks for
/// the code, good for five minutes. Nothing is signed in by it.
/// </summary>
internal sealed class HalfSignIn(IDataProtectionProvider provider)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private readonly ITimeLimitedDataProtector _protector = provider.CreateProtector("sign-in owes a code").ToTimeLimitedDataProtector();

    public string Write(string email) => _protector.Protect(email, Lifetime);

    /// <returns>The e-mail; null when it is none of ours, or too old.</returns>
    public string? Read(string text)
    {
        try
        {
            return _protector.Unprotect(text);
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }
}
