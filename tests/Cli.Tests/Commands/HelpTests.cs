namespace Mainstay.Cli.Tests.Commands;

public sealed class HelpTests
{
    [Theory]
    [InlineData]
    [InlineData("demo")]
    [InlineData("import")]
    [InlineData("score")]
    [InlineData("rescore")]
    [InlineData("explain")]
    [InlineData("compare")]
    [InlineData("observe")]
    [InlineData("evidence")]
    [InlineData("calibrate")]
    [InlineData("retrospective")]
    [InlineData("backtest")]
    [InlineData("whatif")]
    [InlineData("drift")]
    [InlineData("review")]
    [InlineData("report")]
    [InlineData("serve")]
    [InlineData("user")]
    [InlineData("user", "add")]
    [InlineData("audit")]
    [InlineData("team")]
    [InlineData("team", "assign")]
    [InlineData("team", "reassign")]
    [InlineData("team", "manager")]
    [InlineData("team", "delegate")]
    [InlineData("secret")]
    [InlineData("account")]
    [InlineData("contact")]
    [InlineData("contact", "erase")]
    [InlineData("key")]
    [InlineData("key", "add")]
    [InlineData("key", "list")]
    [InlineData("key", "revoke")]
    [InlineData("model")]
    [InlineData("model", "check")]
    [InlineData("model", "show")]
    [InlineData("model", "diff")]
    [InlineData("test")]
    [InlineData("verify")]
    [InlineData("migrate")]
    [InlineData("backup")]
    [InlineData("restore")]
    [InlineData("config")]
    public async Task Help_says_what_a_command_takes(params string[] command)
    {
        // The program's name is that of the process, which is the test's here.
        using var folder = new TestFolder();
        var help = await RealProcess.RunAsync(folder.Root, [.. command, "--help"]);
        Approved.Check(help.AssertOk().Output, part: command.Length == 0 ? "mainstay" : string.Join('-', command));
    }

    [Fact]
    public async Task Without_a_command_the_help_is_shown_and_nothing_was_done()
    {
        var outcome = await Cli.RunAsync();
        Assert.Equal(MainstayCommand.BadInput, outcome.Code);
        Assert.Contains("Commands:", outcome.Output, StringComparison.Ordinal);
        Assert.Equal("", outcome.Errors);
    }
}
