using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using Mainstay.Core.Facts;
using Mainstay.Store.Tests.Facts;

namespace Mainstay.Store.Tests.Sqlite;

/// <summary>This test program, started with a variable set, appends facts for ever instead and says how many are durable.</summary>
internal static class CrashingProcess
{
    public const string Variable = "MAINSTAY_TEST_APPEND_TO";

    /// <summary>With this one set it appends single facts, also after a failure, and says of each what became of it.</summary>
    public const string FlushVariable = "MAINSTAY_TEST_FLUSH_TO";

    /// <summary>What the store writes in one transaction.</summary>
    public const int Batch = 25_000;

    public static IAsyncEnumerable<Fact> Facts(int count) => Enumerable.Range(0, count)
        .Select(i => FactSamples.Usage($"a{i % 500}", i % 1000, i.ToString(CultureInfo.InvariantCulture)))
        .ToAsyncEnumerable();

    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "The entry point belongs to the test runner; this comes before it.")]
    internal static void AppendInstead()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { } path)
        {
            AppendAsync(path).GetAwaiter().GetResult();
            Environment.Exit(0);
        }

        if (Environment.GetEnvironmentVariable(FlushVariable) is { } flushed)
        {
            Flush(flushed);
            Environment.Exit(0);
        }
    }

    private static async Task AppendAsync(string path)
    {
        await using var store = await Database.OpenAsync(path, CancellationToken.None);
        await store.Facts.AppendAsync("w", Facts(int.MaxValue), null, new Printer(), CancellationToken.None);
    }

    // Without await: another thread that comes back into this module would wait until its initializer is done, which is this.
    private static void Flush(string path)
    {
        var store = Database.OpenAsync(path, CancellationToken.None).GetAwaiter().GetResult();
        for (var i = 0; i < 20; i++)
        {
            try
            {
                store.Facts.AppendAsync("w", new[] { FactSamples.Usage("a", i) }.ToAsyncEnumerable(), null, null, CancellationToken.None).GetAwaiter().GetResult();
                Console.WriteLine("kept");
            }
            catch (StoreUnavailableException e)
            {
                Console.WriteLine($"refused {e.Message}");
            }
        }
    }

    private sealed class Printer : IProgress<long>
    {
        public void Report(long value)
        {
            Console.WriteLine(value.ToString(CultureInfo.InvariantCulture));
            Console.Out.Flush();
        }
    }
}
