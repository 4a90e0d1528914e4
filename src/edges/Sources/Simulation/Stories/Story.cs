namespace Mainstay.Sources.Simulation.Stories;

/// <summary>Why an account's numbers go where they go.</summary>
public enum Story
{
    /// <summary>Healthy throughout.</summary>
    Steady,

    /// <summary>Buys more seats, sometimes a bigger plan.</summary>
    Growing,

    /// <summary>Everything fades over half a year.</summary>
    SlowDecline,

    /// <summary>The champion leaves and use collapses within weeks.</summary>
    ChampionLoss,

    /// <summary>Leaves for the price. Nothing in the use of the product shows it: no honest model catches these.</summary>
    PriceChurn,

    /// <summary>Many tickets, yet loyal: an account that looks bad and is not.</summary>
    NoisyLoyal,

    /// <summary>Declined, was worked on by its CSM, came back.</summary>
    Recovered,

    /// <summary>Young, still being rolled out.</summary>
    Onboarding,
}

/// <summary>How the story stands at the end of the data.</summary>
public enum Ending
{
    Stays,

    /// <summary>The last term ended within the data.</summary>
    Churns,

    /// <summary>In visible trouble on the last day, with the end of the term ahead.</summary>
    AtRisk,

    /// <summary>Renewed with fewer seats.</summary>
    Contracts,
}
