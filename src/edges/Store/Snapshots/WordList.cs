using System.Text.Json;

namespace Mainstay.Store.Snapshots;

/// <summary>The texts that a workspace's snapshots share, by number. There are a few hundred: each model version brings its names.</summary>
internal sealed class WordList
{
    private readonly Dictionary<long, string> _texts = [];
    private readonly Dictionary<string, long> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<long, string[]> _lists = [];

    public static async Task<WordList> LoadAsync(Session session, string workspace)
    {
        var words = new WordList();
        await words.AddStoredAsync(session, workspace);
        return words;
    }

    /// <summary>Several names as one word.</summary>
    public static string List(IEnumerable<string> names) => JsonSerializer.Serialize([.. names], StoreJson.Default.StringArray);

    /// <summary>Gives numbers to those texts that have none.</summary>
    public async Task EnsureAsync(Session session, string workspace, IEnumerable<string> texts)
    {
        string[] wanted = [.. texts.Distinct(StringComparer.Ordinal)];
        if (wanted.Count(text => !_ids.ContainsKey(text)) is var count && count == 0)
        {
            return;
        }

        // Whoever takes numbers holds off others, so that after it their words can be seen and no new ones come.
        var next = await Sequence.NextAsync(session, workspace, Sequence.Words, count);
        await AddStoredAsync(session, workspace);
        foreach (var text in wanted.Where(text => !_ids.ContainsKey(text)).ToArray())
        {
            await session.ExecuteAsync("INSERT INTO words (workspace, id, text) VALUES (@workspace, @next, @text)", new { workspace, next, text });
            Add(next++, text);
        }
    }

    public long IdOf(string text) => _ids[text];

    /// <exception cref="InvalidDataException">There is no such word.</exception>
    public string TextOf(long id) =>
        _texts.TryGetValue(id, out var text) ? text : throw new InvalidDataException($"A stored snapshot needs the word {id}, which is gone.");

    public string[] ListOf(long id)
    {
        if (!_lists.TryGetValue(id, out var list))
        {
            list = JsonSerializer.Deserialize(TextOf(id), StoreJson.Default.StringArray)!;
            _lists.Add(id, list);
        }

        return list;
    }

    private async Task AddStoredAsync(Session session, string workspace)
    {
        foreach (var row in await session.QueryAsync<Row>("SELECT id, text FROM words WHERE workspace = @workspace", new { workspace }))
        {
            Add(row.Id, row.Text);
        }
    }

    private void Add(long id, string text)
    {
        _texts[id] = text;
        _ids[text] = id;
    }

    private sealed class Row
    {
        public required long Id { get; init; }

        public required string Text { get; init; }
    }
}
