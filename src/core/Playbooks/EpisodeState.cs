namespace Mainstay.Core.Playbooks;

/// <summary>What a playbook remembers of an account from day to day. A value: stored, replayed and compared as such.</summary>
public abstract record EpisodeState
{
    public static readonly EpisodeState None = new Idle();

    private EpisodeState()
    {
    }

    public sealed record Idle : EpisodeState;

    /// <param name="Since">The local day on which the episode began.</param>
    public sealed record Running(DateOnly Since) : EpisodeState;
}
