using Mainstay.Core.Calibration.Chance;

namespace Mainstay.Sources.Simulation.Roster;

/// <summary>A made-up company. Its stem is unique, so its domain is.</summary>
internal sealed record CompanyName(string Stem, string Industry, string Full)
{
    public string Domain => $"{Stem.ToLowerInvariant()}.example";
}

internal static class Names
{
    private static readonly string[] s_heads =
    [
        "Alder", "Amber", "Birken", "Bracken", "Calder", "Cinder", "Corvel", "Dorn", "Elder", "Ember", "Fallow", "Fenwi",
        "Garnel", "Gorsed", "Harro", "Hazel", "Ister", "Juni", "Kestrel", "Kirr", "Larken", "Lorim", "Marl", "Morrow",
        "Nettle", "Norden", "Oaken", "Osier", "Pell", "Quarr", "Rowan", "Rustel", "Sable", "Saltern", "Tamber", "Thistle",
        "Umber", "Vesper", "Wether", "Wicken", "Yarrow", "Zell",
    ];

    private static readonly string[] s_tails =
    [
        "bank", "beck", "bourne", "bridge", "croft", "dale", "fold", "garth", "gate", "holt", "hurst", "ley", "lock",
        "mark", "mere", "mond", "moor", "ness", "quay", "rigg", "ridge", "shaw", "stead", "stock", "thorpe", "vale", "wick", "wold", "worth", "yard",
    ];

    private static readonly (string Industry, string[] Words)[] s_industries =
    [
        ("manufacturing", ["Castings", "Precision", "Machining", "Components"]),
        ("food production", ["Foods", "Dairies", "Bakeries", "Mills"]),
        ("logistics", ["Logistics", "Freight", "Cold Stores"]),
        ("facilities", ["Facilities", "Estates", "Building Services"]),
        ("energy", ["Energy", "Grid Services", "Turbines"]),
        ("healthcare", ["Clinics", "Hospitals", "Care Homes"]),
        ("hospitality", ["Hotels", "Resorts"]),
        ("water", ["Water", "Waterworks"]),
    ];

    private static readonly string[] s_first =
    [
        "Ada", "Aino", "Alma", "Anton", "Astrid", "Beatriz", "Bruno", "Camille", "Carl", "Clara", "Daan", "Dario", "Edith",
        "Elias", "Emeka", "Esra", "Felix", "Freya", "Georg", "Hana", "Ines", "Ivo", "Jana", "Jonas", "Karim", "Keira", "Lars",
        "Leila", "Lotte", "Luca", "Magnus", "Maja", "Marek", "Mira", "Nadia", "Niall", "Noor", "Olga", "Oskar", "Pau", "Petra",
        "Ravi", "Rosa", "Samir", "Selma", "Simon", "Sofia", "Tariq", "Tessa", "Timo", "Ursula", "Vera", "Viktor", "Wanda", "Yann", "Zoe",
    ];

    private static readonly string[] s_last =
    [
        "Adler", "Almeida", "Andersen", "Barros", "Becker", "Berg", "Brandt", "Byrne", "Carlsen", "Castel", "Corrigan", "Dahl",
        "Deluca", "Demir", "Dupont", "Eriksen", "Falk", "Ferrer", "Fischer", "Galli", "Grant", "Haas", "Halonen", "Hansen",
        "Hughes", "Ibarra", "Jansen", "Kaminski", "Keller", "Khan", "Koskinen", "Kowal", "Lambert", "Lange", "Laurent", "Lopes",
        "Maier", "Mensah", "Moreau", "Murphy", "Nagy", "Nilsen", "Novak", "Okoye", "Olsen", "Patel", "Pereira", "Quinn",
        "Ramos", "Richter", "Rossi", "Santos", "Schmid", "Silva", "Sorensen", "Takacs", "Tran", "Ueda", "Vogel", "Walsh",
        "Weber", "Wood", "Yilmaz", "Zeman",
    ];

    /// <summary>Made-up companies; all stems differ.</summary>
    public static CompanyName[] Companies(int count, SplitMix64 random)
    {
        var stems = s_heads.SelectMany(head => s_tails.Select(tail => head + tail)).ToArray();
        random.Shuffle(stems.AsSpan());
        return [.. stems.Take(count).Select(stem =>
        {
            var (industry, words) = random.Pick<(string Industry, string[] Words)>(s_industries);
            return new CompanyName(stem, industry, $"{stem} {random.Pick<string>(words)}");
        })];
    }

    public static (string First, string Last) Person(SplitMix64 random) => (random.Pick<string>(s_first), random.Pick<string>(s_last));
}
