using System.Security.Cryptography;
using Mainstay.Store;

namespace Mainstay.Web.Embedding;

/// <summary>The secret that signs a workspace's widgets: made when the first token is asked for, and sealed like all others.</summary>
internal static class EmbedSecret
{
    public const string Name = "embed";

    public static Task<byte[]> OfAsync(string workspace, Database database, WebOptions options, CancellationToken cancellationToken) =>
        database.Secrets.FindOrAddAsync(workspace, Name, () => RandomNumberGenerator.GetBytes(EmbedToken.SecretBytes), options.Secrets, cancellationToken);
}
