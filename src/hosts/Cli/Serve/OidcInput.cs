using System.CommandLine;
using Mainstay.Cli.Inputs;
using Mainstay.Runtime;
using Mainstay.Web.Access;
using Mainstay.Web.Access.Oidc;

namespace Mainstay.Cli.Serve;

/// <summary>The options of <c>serve</c> that name an OpenID provider.</summary>
internal sealed class OidcInput
{
    private readonly Option<string?> _issuer = Options.Text("--oidc-issuer", "URL", "OpenID provider that people may sign in by");
    private readonly Option<string?> _client = Options.Text("--oidc-client", "ID", "What the provider calls this installation");
    private readonly Option<string?> _secret = Options.Text("--oidc-secret-file", "FILE", "File whose first line is the client secret");
    private readonly Option<string?> _url = Options.Text("--public-url", "URL", $"Address people reach this installation by; the provider sends them back to URL{OidcSettings.CallbackPath}");
    private readonly Option<string?> _claim = Options.Text("--oidc-role-claim", "NAME", "Claim that names people's role; it makes nobody an admin");
    private readonly Option<string?> _newcomers = Options.Text("--oidc-newcomers", "ROLE", "What newcomers are; without it none are let in whom nobody has added");

    public IEnumerable<Option> All => [_issuer, _client, _secret, _url, _claim, _newcomers];

    /// <returns>Null where no provider is named.</returns>
    /// <exception cref="UserException">Something is missing or cannot be; all of it is told.</exception>
    public async Task<OidcSettings?> ReadAsync(ParseResult parsed, string workspace, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(_issuer) is not { } issuer)
        {
            return All.FirstOrDefault(o => parsed.GetResult(o) is { Implicit: false }) is { } lone
                ? throw new UserException($"{lone.Name} says nothing without --oidc-issuer.")
                : null;
        }

        var missing = new[] { _client, _secret, _url }.Where(o => parsed.GetValue(o) is null).Select(o => o.Name).ToArray();
        if (missing.Length > 0)
        {
            throw new UserException($"With --oidc-issuer, say also {string.Join(" and ", missing)}.");
        }

        var settings = new OidcSettings
        {
            Issuer = Address("--oidc-issuer", issuer),
            ClientId = parsed.GetValue(_client)!,
            ClientSecret = await SecretAsync(parsed.GetValue(_secret)!, cancellationToken),
            PublicUrl = Address("--public-url", parsed.GetValue(_url)!),
            Workspace = workspace,
            RoleClaim = parsed.GetValue(_claim),
            NewcomersAre = parsed.GetValue(_newcomers) is { } role ? RoleOf(role) : null,
        };
        return settings.Mistakes().ToArray() is { Length: > 0 } mistakes ? throw new UserException(string.Join('\n', mistakes)) : settings;
    }

    private static Uri Address(string option, string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri)
        ? uri
        : throw new UserException($"{option} must be an address such as https://id.example.com, but is '{text}'.");

    private static Role RoleOf(string text) => Enum.GetNames<Role>().FirstOrDefault(n => string.Equals(n, text, StringComparison.OrdinalIgnoreCase)) is { } name
        ? Enum.Parse<Role>(name)
        : throw new UserException($"--oidc-newcomers must be a role such as viewer, but is '{text}'.");

    private static async Task<string> SecretAsync(string file, CancellationToken cancellationToken) => File.Exists(file)
        ? (await File.ReadAllTextAsync(file, cancellationToken)).ReplaceLineEndings("\n").Split('\n')[0].Trim()
        : throw new UserException($"There is no file '{file}' with a client secret.");
}
