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

/// <summary>An episode's state after a day: all that a fold needs to go on. A day without a report in between ends the episode.</summary>
public sealed record EpisodePosition(DateOnly Day, EpisodeState State);
