namespace Mainstay.Cli.Tests;

/// <summary>What a command left behind.</summary>
internal sealed record Outcome(int Code, string Output, string Errors)
{
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The outcome of a mistake people can mend: told on the error stream, in words.</summary>
    public void AssertBadInput(params string[] told)
    {
        Assert.All(told, text => Assert.Contains(text, Errors, StringComparison.Ordinal));
        Assert.Equal(MainstayCommand.BadInput, Code);
        Assert.Matches("(?m)^error: ", Errors);
        Assert.DoesNotContain("   at ", Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", Errors, StringComparison.Ordinal);
        Assert.Equal("", Output);
    }

    public Outcome AssertOk()
    {
        Assert.True(Code == MainstayCommand.Ok, $"Exit code {Code}: {Errors}");
        return this;
    }
}

/// <summary>Runs command lines inside the test's process.</summary>
internal static class Cli
{
    public static Task<Outcome> RunAsync(params string[] args) => RunAsync(TestContext.Current.CancellationToken, args);

    public static async Task<Outcome> RunAsync(CancellationToken cancellationToken, params string[] args)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var code = await MainstayCommand.RunAsync(args, output, errors, cancellationToken);
        return new Outcome(code, output.ToString(), errors.ToString());
    }

    /// <summary>Harbour with the B2B SaaS model, and whatever else is said.</summary>
    public static Task<Outcome> HarbourAsync(string command, params string[] more) => RunAsync([command, .. Places.Model, .. Places.Harbour, .. more]);
}
