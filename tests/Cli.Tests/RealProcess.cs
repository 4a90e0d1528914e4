using System.Diagnostics;
using System.Text;

namespace Mainstay.Cli.Tests;

/// <summary>The program as a process of its own, ended when the test ends.</summary>
internal sealed class RealProcess : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();

    private RealProcess(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Keep(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(_errors, line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Output => Kept(_output);

    public bool HasExited => _process.HasExited;

    public static RealProcess Start(string folder, params string[] args) => new(new ProcessStartInfo(Places.Program, args)
    {
        WorkingDirectory = folder,
        UseShellExecute = false,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    });

    public static async Task<Outcome> RunAsync(string folder, params string[] args)
    {
        using var process = Start(folder, args);
        return await process.EndAsync();
    }

    /// <summary>Waits until something is so; the process may not end before.</summary>
    public async Task UntilAsync(Func<bool> isSo, string what, TimeSpan? most = null)
    {
        var clock = Stopwatch.StartNew();
        while (!isSo())
        {
            Assert.True(!HasExited, $"The process ended before {what}: {Output}{Kept(_errors)}");
            Assert.True(clock.Elapsed < (most ?? TimeSpan.FromSeconds(60)), $"Waited in vain until {what}: {Output}{Kept(_errors)}");
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>What Ctrl-C does.</summary>
    public async Task InterruptAsync()
    {
        using var kill = Process.Start("/bin/kill", ["-INT", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>What a power cut does to a process.</summary>
    public void Kill() => _process.Kill();

    public async Task<Outcome> EndAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(90));
        await _process.WaitForExitAsync(patience.Token);
        return new Outcome(_process.ExitCode, Output, Kept(_errors));
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit(5000);
        }

        _process.Dispose();
    }

    private static void Keep(StringBuilder text, string? line)
    {
        lock (text)
        {
            _ = line is null ? text : text.Append(line).Append('\n');
        }
    }

    private static string Kept(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }
}
