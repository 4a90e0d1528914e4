using System.Collections.Immutable;
using Mainstay.Core.Facts;

namespace Mainstay.Runtime.Live;

/// <summary>Evaluates accounts so that one that cannot be does not stop the others.</summary>
internal static class Guarded
{
    /// <returns>What came of each account, in their order, and what went wrong with those left out.</returns>
    public static (ImmutableArray<T> Done, ImmutableArray<(string AccountId, string Error)> Failed) Each<T>(
        IReadOnlyCollection<AccountHistory> accounts, Func<AccountHistory, T> evaluate, CancellationToken cancellationToken)
    {
        var outcomes = accounts.Count == 1
            ? [Try(accounts.First(), evaluate)]
            : accounts.AsParallel().AsOrdered().WithCancellation(cancellationToken).Select(history => Try(history, evaluate)).ToArray();
        return (
            [.. outcomes.Where(o => o.Error is null).Select(o => o.Value!)],
            [.. outcomes.Where(o => o.Error is not null).Select(o => (o.AccountId, o.Error!))]);
    }

    // Whatever an evaluation throws is a mistake of Mainstay's or of stored data: the account is told of and tried again.
    private static (string AccountId, T? Value, string? Error) Try<T>(AccountHistory history, Func<AccountHistory, T> evaluate)
    {
        try
        {
            return (history.AccountId, evaluate(history), null);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return (history.AccountId, default, $"{e.GetType().Name}: {e.Message}");
        }
    }
}
