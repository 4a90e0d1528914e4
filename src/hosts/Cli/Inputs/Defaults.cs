namespace Mainstay.Cli.Inputs;

/// <summary>Paths used where no option names one.</summary>
public static class Defaults
{
    public static string Database => Path.Combine("mainstay-data", "mainstay.db");

    /// <summary>Models, playbooks and mappings that come with the binary.</summary>
    public static string Shipped(params string[] parts) => Path.Combine([AppContext.BaseDirectory, .. parts]);
}
