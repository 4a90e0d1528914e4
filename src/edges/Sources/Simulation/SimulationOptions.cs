namespace Mainstay.Sources.Simulation;

/// <summary>What the demo company looks like. The same options give the same files, byte for byte.</summary>
public sealed record SimulationOptions
{
    public const int MaxAccounts = 1200;

    /// <summary>The stories need a year to be told.</summary>
    public const int MinDays = 365;

    /// <summary>How many customers, 1 to <see cref="MaxAccounts"/>.</summary>
    public int Accounts { get; init; } = 200;

    /// <summary>First day with complete data. Contracts and people may be older.</summary>
    public DateOnly Start { get; init; } = new(2025, 5, 1);

    /// <summary>The data is complete up to, not including, this day. At least <see cref="MinDays"/> days after <see cref="Start"/>.</summary>
    public DateOnly End { get; init; } = new(2026, 11, 1);

    /// <summary>Any number; another seed is another company with the same proportions.</summary>
    public ulong Seed { get; init; } = 20261101;
}
