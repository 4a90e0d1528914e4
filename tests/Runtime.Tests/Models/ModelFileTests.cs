using Mainstay.Runtime.Models;

namespace Mainstay.Runtime.Tests.Models;

public sealed class ModelFileTests
{
    [Fact]
    public void Line_ends_do_not_make_another_version()
    {
        var version = ModelFile.VersionOf(Harbour.Model);
        Assert.Matches("^[0-9a-f]{12}$", version);
        Assert.Equal(version, ModelFile.VersionOf(Harbour.Model.Replace("\n", "\r\n", StringComparison.Ordinal)));
        Assert.Equal(version, ModelFile.VersionOf(Harbour.Model.Replace("\n", "\r", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_other_character_does() =>
        Assert.NotEqual(ModelFile.VersionOf(Harbour.Model), ModelFile.VersionOf(Harbour.Model + " "));

    [Fact]
    public void A_compiled_model_carries_the_version_of_its_text() =>
        Assert.Equal(ModelFile.VersionOf(Harbour.Model), ModelFile.CompileModel(Harbour.Model).Value!.Version);

    [Theory]
    [InlineData("")]
    [InlineData("model: [")]
    [InlineData("model: x")]
    public void What_does_not_compile_is_null_and_says_why(string yaml)
    {
        var compiled = ModelFile.CompileModel(yaml);
        Assert.Null(compiled.Value);
        Assert.NotEmpty(compiled.Findings);
    }

    [Fact]
    public void A_playbook_that_watches_a_tier_the_model_has_not_does_not_compile()
    {
        var compiled = ModelFile.CompilePlaybooks(
            Harbour.Playbooks.Replace("tier_entered: red", "tier_entered: rde", StringComparison.Ordinal), ModelFile.CompileModel(Harbour.Model).Value!);
        Assert.Null(compiled.Value);
        Assert.Contains(compiled.Findings, f => f.Message.Contains("rde", StringComparison.Ordinal));
    }
}
