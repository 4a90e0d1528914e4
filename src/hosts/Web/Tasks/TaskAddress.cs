namespace Mainstay.Web.Tasks;

/// <summary>What a view of the task list shows, as its address says it.</summary>
/// <param name="Assignee">E-mail; null for everybody's.</param>
/// <param name="ShowsDone">Done tasks rather than open ones.</param>
public sealed record TaskAddress(string? Assignee, bool ShowsDone)
{
    public static TaskAddress Read(IQueryCollection query) => new(
        query["assignee"].ToString().Trim() is { Length: > 0 } who ? who : null,
        query["show"].ToString() == "done");

    public override string ToString()
    {
        var parts = new List<string>();
        if (Assignee is not null)
        {
            parts.Add("assignee=" + Uri.EscapeDataString(Assignee));
        }

        if (ShowsDone)
        {
            parts.Add("show=done");
        }

        return parts.Count == 0 ? "/tasks" : "/tasks?" + string.Join('&', parts);
    }
}
