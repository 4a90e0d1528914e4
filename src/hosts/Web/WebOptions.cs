using Mainstay.Store;
using Mainstay.Store.Secrets;
using Mainstay.Web.Access.Oidc;
using Mainstay.Web.Operating;

namespace Mainstay.Web;

/// <summary>What a web host needs to be told.</summary>
public sealed record WebOptions
{
    /// <summary>Open, and left open when the host stops: it belongs to whoever opened it.</summary>
    public required Database Database { get; init; }

    /// <summary>The workspace that an open house shows. There is no default: every row belongs to one.</summary>
    public required string Workspace { get; init; }

    /// <summary>What the database's secrets are sealed with; adopted by it (<see cref="SecretStore.AdoptAsync"/>) before the host starts.</summary>
    public required SecretKey Secrets { get; init; }

    /// <summary>The OpenID provider that people may sign in by; null for none.</summary>
    public OidcSettings? Oidc { get; init; }

    /// <summary>
    /// Lets in whoever comes to a loopback address, with every permission. Without it people sign in.
    /// </summary>
    public bool IsOpen { get; init; }

    /// <summary>Addresses to listen on, separated by semicolons; port 0 takes a free one.</summary>
    public string Urls { get; init; } = "http://127.0.0.1:5210";

    /// <summary>What the operator decides.</summary>
    public OperatingOptions Operating { get; init; } = new();

    /// <summary>Bytes of the files of one import.</summary>
    public long MostPerUpload { get; init; } = 512L * 1024 * 1024;

    /// <summary>Origins such as https://app.example.com whose pages may frame the widgets of accounts; none but this site's own without.</summary>
    public IReadOnlyList<string> EmbedOrigins { get; init; } = [];

    /// <summary>Says what today is for due dates and when a task was done.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    internal DateOnly Today() => DateOnly.FromDateTime(Clock.GetLocalNow().DateTime);
}
