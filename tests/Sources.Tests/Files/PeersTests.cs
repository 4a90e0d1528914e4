using System.Diagnostics;
using Mainstay.Core.Facts;
using Mainstay.Sources.Files;
using Mainstay.Sources.Files.Mappings;

namespace Mainstay.Sources.Tests.Files;

/// <summary>The reference workload, generated, against counts of its lines.</summary>
public sealed class PeersTests
{
    [Fact]
    public async Task Every_line_of_the_reference_workload_becomes_a_fact()
    {
        using var folder = new TestFolder();
        Generate(folder.Root);
        var mapping = await MappingReader.ReadFileAsync(Places.Sample("mappings/peers.yaml"), TestContext.Current.CancellationToken);

        var (book, report) = await BookFile.LoadAsync(folder.Root, mapping.Mapping!, cancellationToken: TestContext.Current.CancellationToken);

        Assert.True(report.IsClean);
        Assert.Equal(default, report.Duplicates);
        Assert.Equal(
            Directory.GetFiles(folder.Root, "*.csv").ToDictionary(f => Path.GetFileName(f), f => File.ReadLines(f).LongCount() - 1),
            report.Files.ToDictionary(f => f.File, f => f.Facts));
        Assert.Equal(200, book.Accounts.Length);
        Assert.Equal(
            ["companies", "contacts", "subscriptions", "tickets", "usage", "invoices", "surveys"],
            FactKinds.All.Where(kind => report.StreamOf(kind).IsConnected).Select(kind => kind.Name));
        Assert.Equal(Instant.OfUtc(new DateOnly(2026, 1, 1)), report.StreamOf(FactKinds.Usage).Through);
    }

    [Fact]
    public async Task The_seats_of_the_reference_workload_are_versions_of_one_object()
    {
        using var folder = new TestFolder();
        Generate(folder.Root);
        var mapping = await MappingReader.ReadFileAsync(Places.Sample("mappings/peers.yaml"), TestContext.Current.CancellationToken);
        var (book, _) = await BookFile.LoadAsync(folder.Root, mapping.Mapping!, cancellationToken: TestContext.Current.CancellationToken);
        var asOf = new DateOnly(2025, 7, 1);
        var seats = File.ReadLines(folder.PathOf("seats.csv")).Skip(1).Select(line => line.Split(',')).Where(c => DateOnly.Parse(c[1]) <= asOf)
            .GroupBy(c => c[0]).ToDictionary(g => g.Key, g => double.Parse(g.Last()[2]));

        foreach (var account in book.Accounts)
        {
            var visible = account.Visible(FactKinds.Subscriptions, PointInTime.At(Instant.OfUtc(asOf))).SingleOrDefault(f => f.Id == "seats");
            Assert.Equal(seats.TryGetValue(account.AccountId, out var count) ? count : null, visible.Columns is null ? null : visible.Number(FactKinds.Subscriptions["seats"]));
        }
    }

    private static void Generate(string folder)
    {
        var script = Places.Shared("peers/gen.py");
        Assert.SkipWhen(!File.Exists(script), $"The generator is not at {script}.");
        Assert.SkipWhen(!File.Exists("/usr/bin/python3"), "There is no /usr/bin/python3.");
        using var python = Process.Start(new ProcessStartInfo("/usr/bin/python3", ["-B", script, folder, "XS"]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = python.StandardError.ReadToEndAsync();
        python.StandardOutput.ReadToEnd();
        Assert.True(python.WaitForExit(TimeSpan.FromSeconds(60)), "The generator did not end within a minute.");
        Assert.SkipWhen(python.ExitCode != 0, $"The generator failed: {errors.Result.Trim().Split('\n')[^1]}");
    }
}
