using System.Runtime.InteropServices;

namespace Mainstay.Cli.Serve;

/// <summary>
/// The first Ctrl-C, or the first request of the system to end, lets requests finish that are being answered; the second ends the
/// process at once.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly PosixSignalRegistration[] _registered;

    public StopSignals() => _registered = [.. ((PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM]).Select(signal => PosixSignalRegistration.Create(signal, Stop))];

    public CancellationToken Stopping => _stopping.Token;

    public void Dispose()
    {
        Array.ForEach(_registered, r => r.Dispose());
        _stopping.Dispose();
    }

    private void Stop(PosixSignalContext context)
    {
        context.Cancel = true;
        if (_stopping.IsCancellationRequested)
        {
            Environment.Exit(MainstayCommand.Cancelled);
        }

        _stopping.Cancel();
    }
}
