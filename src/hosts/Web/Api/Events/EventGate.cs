using Mainstay.Web.Access;

namespace Mainstay.Web.Api.Events;

/// <summary>Bounds how many follow at a time, and how many of them one caller may have open.</summary>
public sealed class EventGate
{
    public const int MostAtATime = 500;
    public const int MostOfACaller = 20;

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Workspace, string Name), int> _open = [];
    private int _all;

    /// <returns>A place to give back; null when there is none.</returns>
    internal IDisposable? TryEnter(Caller caller)
    {
        var key = (caller.Workspace, caller.Name);
        lock (_lock)
        {
            var own = _open.GetValueOrDefault(key);
            if (_all >= MostAtATime || own >= MostOfACaller)
            {
                return null;
            }

            (_all, _open[key]) = (_all + 1, own + 1);
            return new Place(this, key);
        }
    }

    private void Leave((string, string) key)
    {
        lock (_lock)
        {
            _all--;
            if (--_open[key] == 0)
            {
                _open.Remove(key);
            }
        }
    }

    private sealed class Place(EventGate gate, (string, string) key) : IDisposable
    {
        private int _isLeft;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isLeft, 1) == 0)
            {
                gate.Leave(key);
            }
        }
    }
}
