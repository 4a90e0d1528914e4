using System.Text;
using System.Xml.Linq;
using Mainstay.Store;
using Mainstay.Store.Secrets;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Mainstay.Web.Access.Secrets;

/// <summary>The framework's keys, by which forms and half-done sign-ins are signed, in the database and sealed: every node has the same.</summary>
internal sealed class SealedKeyRing(Database database, SecretKey key) : IXmlRepository
{
    private const string Prefix = "forms/";

    // The framework asks for them at its first form, and once a day; its interface does not wait.
    public IReadOnlyCollection<XElement> GetAllElements() =>
    [
        .. Task.Run(() => database.Secrets.ListAsync(workspace: null, Prefix, key, CancellationToken.None)).GetAwaiter().GetResult()
            .Select(s => XElement.Parse(Encoding.UTF8.GetString(s.Secret))),
    ];

    public void StoreElement(XElement element, string friendlyName) =>
        Task.Run(() => database.Secrets.SaveAsync(
            workspace: null, Prefix + friendlyName, Encoding.UTF8.GetBytes(element.ToString(SaveOptions.DisableFormatting)), key, CancellationToken.None)).GetAwaiter().GetResult();
}
