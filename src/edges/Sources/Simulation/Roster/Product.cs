namespace Mainstay.Sources.Simulation.Roster;

internal enum Segment
{
    Smb,
    Mid,
    Enterprise,
}

/// <summary>
/// What the demo company sells: Lantern, software for work orders and inspections in plants and buildings.
/// </summary>
internal static class Product
{
    public const string Currency = "EUR";

    /// <summary>From what everybody uses to what only well rolled-out customers reach.</summary>
    public static readonly string[] Features =
    [
        "work_order_viewed", "work_order_completed", "checklist_filled", "photo_attached", "work_order_created",
        "schedule_opened", "asset_looked_up", "comment_posted", "inspection_signed", "report_exported",
        "part_reserved", "schedule_published", "alert_rule_edited", "api_call",
    ];

    public static readonly string[] Plans = ["essential", "professional", "enterprise"];

    /// <summary>List price per seat and month in cents.</summary>
    public static readonly long[] SeatPrices = [4_900, 8_900, 12_900];

    public static readonly string[] TicketSubjects =
    [
        "Checklist does not sync on mobile", "Photos upload slowly", "Cannot publish next week's schedule",
        "Export misses the last column", "Work order assigned twice", "Question about inspection templates",
        "Part stock shows the wrong number", "Alert e-mails arrive late", "Single sign-on loops back to the start",
        "API answers with a time-out", "How do we archive old assets?", "Report shows last month's totals",
        "User cannot see the new site", "App closes when a form is signed", "Dashboard takes a minute to open",
    ];

    public static readonly string[] Owners =
    [
        "amira.solberg@lantern.example", "ben.hartog@lantern.example", "chiara.novak@lantern.example", "dylan.okafor@lantern.example",
        "elin.marsh@lantern.example", "farid.lindqvist@lantern.example", "greta.iversen@lantern.example", "hugo.tamm@lantern.example",
    ];

    public static string NameOf(Segment segment) => segment switch
    {
        Segment.Smb => "smb",
        Segment.Mid => "mid",
        Segment.Enterprise => "enterprise",
    };
}
