namespace Mainstay.Store.Tasks;

/// <summary>What who worked on a task says of it, so that playbooks which cry wolf are seen.</summary>
public enum TaskFeedback
{
    /// <summary>There was something to do.</summary>
    Valid,

    /// <summary>There was nothing to do.</summary>
    False,

    /// <summary>There was nothing to do yet.</summary>
    Premature,
}
