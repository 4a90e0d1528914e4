namespace Mainstay.Cli.Inputs;

/// <summary>Paths used where no option names one.</summary>
public static class Defaults
{
    public static string Database => Path.Combine("mainstay-data", "mainstay.db");

    /// <summary>Models, playbooks and samples: beside the launcher, or beside the published binary.</summary>
    public static string Shipped(params string[] parts) =>
        Path.Combine([Environment.GetEnvironmentVariable("MAINSTAY_HOME") is { Length: > 0 } home ? home : AppContext.BaseDirectory, .. parts]);
}
