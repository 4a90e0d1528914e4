using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Mainstay.Cli.Tests.Documents;

/// <summary>The engine as others get it: packed, restored from a folder, compiled and run.</summary>
public sealed class PackageTests
{
    [Fact]
    public async Task The_lines_of_the_guide_run_against_the_packed_library_and_print_what_it_says()
    {
        using var folder = new TestFolder();
        await DotnetAsync(Places.Root, "pack", Places.In("src/core"), "-c", Configuration, "--no-build", "-o", folder.PathOf("packages"));
        var package = Assert.Single(Directory.GetFiles(folder.PathOf("packages"), "*.nupkg"));
        Assert.Single(Directory.GetFiles(folder.PathOf("packages"), "*.snupkg"));
        using (var zip = System.IO.Compression.ZipFile.OpenRead(package))
        {
            Assert.All(["README.md", "lib/net10.0/Mainstay.Core.dll", "lib/net10.0/Mainstay.Core.xml"], name => Assert.NotNull(zip.GetEntry(name)));
            using var reader = new StreamReader(zip.GetEntry("Mainstay.Core.nuspec")!.Open());
            var nuspec = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
            Assert.Contains("<license type=\"expression\">Apache-2.0</license>", nuspec, StringComparison.Ordinal);
            Assert.DoesNotContain("<dependency ", nuspec, StringComparison.Ordinal);
        }

        var guide = await File.ReadAllTextAsync(Places.In("docs/guide/embed-core.md"), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(folder.PathOf("Program.cs"), Block(guide, "csharp"), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(folder.PathOf("example.csproj"), Project, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            folder.PathOf("nuget.config"), "<configuration><packageSources><clear /><add key=\"here\" value=\"packages\" /></packageSources></configuration>", TestContext.Current.CancellationToken);
        await DotnetAsync(folder.Root, "build", "-c", "Release", "--nologo", "-v", "quiet", "-o", folder.PathOf("out"));
        Assert.Equal(Block(guide, "text"), await DotnetAsync(folder.Root, folder.PathOf("out/example.dll")));
    }

    private static string Configuration => Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));

    // Packages of its own, so that an older build of the same version in the user's cache is not taken for this one.
    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
            <Nullable>enable</Nullable>
            <UseAppHost>false</UseAppHost>
            <InvariantGlobalization>true</InvariantGlobalization>
            <RestorePackagesPath>restored</RestorePackagesPath>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
          </PropertyGroup>
          <ItemGroup><PackageReference Include="Mainstay.Core" Version="0.1.0" /></ItemGroup>
        </Project>
        """;

    private static string Block(string guide, string language) =>
        Regex.Match(guide, $"^```{language}\n(?<text>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)).Groups["text"].Value;

    private static async Task<string> DotnetAsync(string folder, params string[] arguments)
    {
        using var dotnet = Process.Start(new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
            Environment = { ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1", ["DOTNET_NOLOGO"] = "1" },
        })!;
        var output = dotnet.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = await dotnet.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await dotnet.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(dotnet.ExitCode == 0, await output + errors);
        return await output;
    }
}
