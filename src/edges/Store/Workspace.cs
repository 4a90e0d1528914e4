using System.Runtime.CompilerServices;

namespace Mainstay.Store;

internal static class Workspace
{
    /// <summary>Every row belongs to a workspace; none is an error, never a default.</summary>
    public static string Required(string? workspace, [CallerArgumentExpression(nameof(workspace))] string? name = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(workspace, name);
        return workspace;
    }
}
