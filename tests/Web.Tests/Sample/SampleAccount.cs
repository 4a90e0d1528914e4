namespace Mainstay.Web.Tests.Sample;

/// <summary>A made-up customer.</summary>
/// <param name="Seats">Licensed.</param>
/// <param name="Mrr">Monthly recurring revenue in minor units.</param>
public sealed record SampleAccount(string Id, string Name, string? Owner, string Segment, string Plan, int Seats, double Mrr, Course Course);
