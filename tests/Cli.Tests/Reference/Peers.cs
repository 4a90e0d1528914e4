using System.Diagnostics;

[assembly: AssemblyFixture(typeof(Mainstay.Cli.Tests.Reference.Peers))]

namespace Mainstay.Cli.Tests.Reference;

/// <summary>The reference workload that other engines compute too, generated once per seed and size.</summary>
public sealed class Peers : IDisposable
{
    private const string Python = "/usr/bin/python3";

    private readonly Lock _lock = new();
    private readonly string _root = Directory.CreateTempSubdirectory("mainstay-peers-").FullName;

    /// <summary>Where the files of this seed and size are; skips the test where they cannot be made.</summary>
    internal string Folder(int seed, string size)
    {
        var script = Places.Shared("peers/gen.py");
        Assert.SkipWhen(!File.Exists(script), $"The generator is not at {script}.");
        Assert.SkipWhen(!File.Exists(Python), $"There is no {Python}.");
        var folder = Path.Combine(_root, $"{seed}-{size.Replace(':', '-')}");
        lock (_lock)
        {
            if (!File.Exists(Path.Combine(folder, "manifest.json")))
            {
                Generate(script, folder, seed, size);
            }
        }

        return folder;
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private static void Generate(string script, string folder, int seed, string size)
    {
        using var python = Process.Start(new ProcessStartInfo(Python, ["-B", script, folder, size, "--seed", $"{seed}"])
        {
            UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var errors = python.StandardError.ReadToEndAsync();
        python.StandardOutput.ReadToEnd();
        python.WaitForExit();
        Assert.SkipWhen(python.ExitCode != 0, $"The generator failed: {errors.Result.Trim().Split('\n')[^1]}");
    }
}
