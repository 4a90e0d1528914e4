using Mainstay.Core.Scores.Trends;

namespace Mainstay.Store.Snapshots;

/// <summary>A day of an account's score.</summary>
public sealed record HistoryPoint(DateOnly Day, double? Value, string Tier, int Severity, Trend Trend, double Coverage);
