using System.Globalization;
using Mainstay.Core.Facts;
using Mainstay.Core.Facts.Suspicions;
using Mainstay.Runtime.Importing;
using Mainstay.Sources.Files.Mappings;

namespace Mainstay.Runtime.Tests.Importing;

/// <summary>The report's figures against counts written down plainly, on a small company whose rows are broken at random.</summary>
public sealed class SuspicionTests
{
    private const string Yaml = """
        mapping: small
        files:
          - file: accounts.csv
            into: { kind: companies, account: id, at: signup, fields: { name: name, industry: industry } }
          - file: subs.csv
            into: { kind: subscriptions, id: id, account: account, at: from, fields: { starts_at: from, ends_at: to, plan: plan } }
          - file: usage.csv
            into: { kind: usage, id: id, account: { column: sub, via: subscriptions }, at: at, fields: { event: event, quantity: quantity } }
          - file: tickets.csv
            into: { kind: tickets, id: id, account: account, at: opened, fields: { opened_at: opened, solved_at: solved } }
          - file: surveys.csv
            into: { kind: surveys, account: account, at: at, fields: { nps: nps, comment: comment } }
        """;

    private static readonly DateTime Now = new(2024, 7, 1, 12, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(11)]
    [InlineData(12)]
    public async Task Figures_of_a_broken_company_equal_a_plain_count(int seed)
    {
        var company = new Company(new Random(seed));
        using var folder = new Folder(company);
        var result = await FolderImport.DryRunAsync(folder.Path, Mapping(), new Clock(), unmatched: null, progress: null, TestContext.Current.CancellationToken);

        foreach (var file in result.Report.Files)
        {
            var (rows, facts, rejected, unmatched, exact, conflicting, shared) = company.Count(file.File);
            Assert.Equal((file.File, rows, facts, rejected, unmatched), (file.File, file.Rows, file.Facts, file.Rejected, file.Unmatched));
            Assert.Equal((file.File, exact, conflicting, shared), (file.File, file.Duplicates.Exact, file.Duplicates.Conflicting, file.Duplicates.Shared));
        }

        Assert.Equal(company.Suspicions(), result.Suspicions.Select(s => s.Suspicion).Where(s => s.Type is not (SuspicionType.OneAccount or SuspicionType.EndedEarly or SuspicionType.OneValue))
            .Select(s => $"{s.Kind} {s.Type} {s.Count}/{s.Of} {s.What}".Trim()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task One_large_account_one_value_and_a_stream_that_stops_are_suspicious()
    {
        using var folder = new Folder(
            ("accounts.csv", "id,signup,name,industry\na1,2024-01-01,One,\na2,2024-01-01,Two,\n"),
            ("subs.csv", "id,account,from,to,plan\ns1,a1,2024-01-01,,pro\ns2,a2,2024-01-01,,pro\n"),
            ("usage.csv", "id,sub,at,event,quantity\n" + string.Concat(Enumerable.Range(0, 60).Select(i => $"u{i},{(i == 0 ? "s2" : "s1")},2024-02-{1 + (i % 28):00},login,{i}\n"))),
            ("tickets.csv", "id,account,opened,solved\n" + string.Concat(Enumerable.Range(0, 30).Select(i => $"t{i},a{1 + (i % 2)},2024-06-{1 + i:00},\n"))),
            ("surveys.csv", "account,at,nps,comment\n"));
        var result = await FolderImport.DryRunAsync(folder.Path, Mapping(), new Clock(), unmatched: null, progress: null, TestContext.Current.CancellationToken);

        Assert.Equal(
            [
                "companies Empty 2/2 industry",
                "subscriptions Empty 2/2 ends_at",
                "tickets Empty 30/30 solved_at",
                "usage OneAccount 59/60 a1",
                "usage OneValue 60/60 event",
                "usage EndedEarly 122/0 2024-02-28",
            ],
            result.Suspicions.Select(s => $"{s.Suspicion.Kind} {s.Suspicion.Type} {s.Suspicion.Count}/{s.Suspicion.Of} {s.Suspicion.What}"));
    }

    private static Mapping Mapping()
    {
        var read = MappingReader.Read(Yaml);
        Assert.Empty(read.Findings);
        return read.Mapping!;
    }

    private sealed class Clock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(Now);
    }

    private sealed class Folder : IDisposable
    {
        public Folder(Company company)
            : this([.. company.Files.Select(f => (f.Key, f.Value.Header + "\n" + string.Concat(f.Value.Rows.Select(r => string.Join(',', r) + "\n"))))])
        {
        }

        public Folder(params (string File, string Text)[] files)
        {
            foreach (var (file, text) in files)
            {
                File.WriteAllText(System.IO.Path.Combine(Path, file), text);
            }
        }

        public string Path { get; } = Directory.CreateTempSubdirectory("mainstay-suspicions-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }

    /// <summary>Tables of texts, and what a person would count in them with paper and pencil.</summary>
    private sealed class Company
    {
        private readonly Random _random;

        public Company(Random random)
        {
            _random = random;
            var accounts = Enumerable.Range(1, 8).Select(i => new[] { $"a{i}", Day(0, 60), $"Name {i}", i % 2 == 0 ? "retail" : "" }).ToList();
            var subs = Enumerable.Range(1, 14).Select(i => new[] { $"s{i}", $"a{random.Next(1, 9)}", Day(0, 90), random.Next(2) == 0 ? "" : Day(60, 300), random.Next(2) == 0 ? "pro" : "basic" }).ToList();
            var usage = Enumerable.Range(1, 300).Select(i => new[] { $"u{i}", $"s{random.Next(1, 15)}", Day(0, 180), random.Next(3) == 0 ? "login" : "export", $"{random.Next(1, 9)}" }).ToList();
            var tickets = Enumerable.Range(1, 80).Select(i => new[] { $"t{i}", $"a{random.Next(1, 9)}", Day(0, 180), random.Next(3) == 0 ? "" : Day(30, 180) }).ToList();
            var surveys = Enumerable.Range(1, 60).Select(i => new[] { $"a{random.Next(1, 9)}", Day(0, 180), $"{random.Next(0, 11)}", "" }).ToList();
            Files = new(StringComparer.Ordinal)
            {
                ["accounts.csv"] = ("id,signup,name,industry", accounts),
                ["subs.csv"] = ("id,account,from,to,plan", subs),
                ["usage.csv"] = ("id,sub,at,event,quantity", usage),
                ["tickets.csv"] = ("id,account,opened,solved", tickets),
                ["surveys.csv"] = ("account,at,nps,comment", surveys),
            };
            Break(subs, [2, 3], account: 1);
            Break(usage, [2, 4], account: 1);
            Break(tickets, [2, 3], account: 1);
            Break(surveys, [1, 2], account: 0);
            foreach (var survey in surveys.Where(_ => random.Next(12) == 0))
            {
                survey[2] = random.Next(2) == 0 ? "11" : "-1";
            }
        }

        public SortedDictionary<string, (string Header, List<string[]> Rows)> Files { get; }

        public (long Rows, long Facts, long Rejected, long Unmatched, long Exact, long Conflicting, long Shared) Count(string file)
        {
            var rows = Files[file].Rows;
            var good = Good(file);
            var owned = good.Where(r => OwnerOf(file, r) is not null).ToList();
            var (exact, conflicting, shared) = (0L, 0L, 0L);
            if (file is not "surveys.csv" and not "accounts.csv")
            {
                var (ids, owners, versions, contents) = (new HashSet<string>(), new HashSet<string>(), new HashSet<string>(), new HashSet<string>());
                foreach (var row in owned)
                {
                    var owner = $"{row[0]} {OwnerOf(file, row)}";
                    var version = file == "usage.csv" ? owner : $"{owner} {row[2]}";
                    var content = file == "usage.csv" ? $"{owner} {row[2]} {row[3]} {row[4]}" : string.Join(' ', row);
                    var (isNewId, isNewOwner, isNewVersion, isNewContent) = (ids.Add(row[0]), owners.Add(owner), versions.Add(version), contents.Add(content));
                    exact += isNewContent ? 0 : 1;
                    conflicting += isNewContent && !isNewVersion ? 1 : 0;
                    shared += !isNewId && isNewOwner ? 1 : 0;
                }
            }

            return (rows.Count, owned.Count, rows.Count - good.Count, good.Count - owned.Count, exact, conflicting, shared);
        }

        public IEnumerable<string> Suspicions()
        {
            var told = new List<string>();
            void Tell(string what, long count, long of, string about = "")
            {
                if (count > 0)
                {
                    told.Add($"{what} {count}/{of} {about}".Trim());
                }
            }

            var subs = Owned("subs.csv");
            var begins = subs.GroupBy(s => s[0]).ToDictionary(g => g.Key, g => g.Min(s => Time(s[2])));
            var usage = Owned("usage.csv");
            Tell("usage BeforeOwner", usage.Count(u => begins.TryGetValue(u[1], out var at) && Time(u[2]) < at), usage.Count);
            Tell("usage SharedIds", Count("usage.csv").Shared, usage.Count);
            Tell("subscriptions SharedIds", Count("subs.csv").Shared, subs.Count);
            var tickets = Owned("tickets.csv");
            Tell("tickets SharedIds", Count("tickets.csv").Shared, tickets.Count);

            // A book keeps one of several facts that are the same to the last value.
            var signup = Files["accounts.csv"].Rows.ToDictionary(a => a[0], a => Time(a[1]));
            var different = tickets.DistinctBy(t => string.Join(' ', t)).ToList();
            Tell("tickets BeforeSignup", different.Count(t => signup.TryGetValue(t[1], out var at) && Time(t[2]) < at), different.Count);
            Tell("tickets InFuture", different.Count(t => IsFuture(t[2]) || IsFuture(t[3])), different.Count);
            Tell("tickets EndBeforeStart", different.Count(t => t[3] != "" && Time(t[3]) < Time(t[2])), different.Count, "opened_at, solved_at");
            var terms = subs.DistinctBy(s => string.Join(' ', s)).ToList();
            Tell("subscriptions EndBeforeStart", terms.Count(s => s[3] != "" && Time(s[3]) < Time(s[2])), terms.Count, "starts_at, ends_at");
            var used = usage.DistinctBy(u => $"{u[0]} {OwnerOf("usage.csv", u)} {u[2]} {u[3]} {u[4]}").ToList();
            Tell("usage InFuture", used.Count(u => IsFuture(u[2])), used.Count);
            var surveys = Owned("surveys.csv");
            Tell("surveys InFuture", surveys.Count(s => IsFuture(s[1])), surveys.Count);
            Tell("surveys OutOfScale", surveys.Count(s => s[2] != "" && (int.Parse(s[2]) < 0 || int.Parse(s[2]) > 10)), surveys.Count(s => s[2] != ""), "nps");
            Tell("surveys Empty", surveys.Count, surveys.Count, "comment");
            return told.Order(StringComparer.Ordinal);
        }

        // Rows dropped, given twice, given to another account under the same id, moved in time, broken.
        private void Break(List<string[]> rows, int[] places, int account)
        {
            foreach (var row in rows.ToArray())
            {
                switch (_random.Next(14))
                {
                    case 0:
                        rows.Remove(row);
                        break;
                    case 1:
                        rows.Insert(_random.Next(rows.Count + 1), [.. row]);
                        break;
                    case 2:
                        string[] other = [.. row];
                        other[account] = rows[_random.Next(rows.Count)][account];
                        rows.Add(other);
                        break;
                    case 3:
                        row[places[0]] = Day(-200, 400);
                        break;
                    case 4:
                        row[places[_random.Next(places.Length)]] = "broken";
                        break;
                    case 5:
                        row[account] = _random.Next(2) == 0 ? "" : row[account];
                        break;
                }
            }
        }

        private List<string[]> Good(string file) => [.. Files[file].Rows.Where(r => !r.Contains("broken"))];

        private List<string[]> Owned(string file) => [.. Good(file).Where(r => OwnerOf(file, r) is not null)];

        private string? OwnerOf(string file, string[] row) => file switch
        {
            "accounts.csv" => row[0],
            "surveys.csv" => row[0] == "" ? null : row[0],
            "usage.csv" => OwnersOf(row[1]) is [var only] ? only : null,
            _ => row[1] == "" ? null : row[1],
        };

        // Whose a subscription is, is known even where another cell of its row is broken.
        private List<string> OwnersOf(string subscription) =>
            [.. Files["subs.csv"].Rows.Where(s => s[0] == subscription && s[1] != "").Select(s => s[1]).Distinct()];

        private string Day(int from, int to) => new DateOnly(2024, 1, 1).AddDays(_random.Next(from, to)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

        private static DateTime Time(string text) => DateTime.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

        private static bool IsFuture(string text) => text != "" && Time(text) > Now.AddDays(1);
    }
}
