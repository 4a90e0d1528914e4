using Mainstay.Core.Documents;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Mainstay.Sources.Documents;

/// <summary>Builds nodes from parsing events with a stack of its own, so that depth is a number and not a fate.</summary>
internal sealed class YamlTree
{
    private const int MostFindings = 20;

    private readonly Stack<Frame> _open = new();
    private readonly List<Finding> _findings = [];
    private DocumentNode? _root;
    private int _documents;
    private int _events;

    /// <summary>No further event is wanted.</summary>
    public bool IsRefused { get; private set; }

    /// <summary>Where the last event began.</summary>
    public Position Last { get; private set; }

    public void Refuse(Finding finding)
    {
        _findings.Add(finding);
        IsRefused = true;
    }

    public YamlResult Finish()
    {
        if (_root is null && _findings.Count == 0)
        {
            _findings.Add(new Finding(Severity.Error, default, "The document is empty."));
        }

        return new YamlResult(_findings.Count == 0 ? _root : null, _findings);
    }

    public void Add(ParsingEvent parsed)
    {
        var position = Last = YamlReader.PositionOf(parsed.Start);
        if (++_events > YamlReader.MaxEvents)
        {
            Stop(position, $"The document has more than {YamlReader.MaxEvents} parts.");
            return;
        }

        switch (parsed)
        {
            case DocumentStart when ++_documents > 1:
                Stop(position, "A second document starts here ('---'). Keep one document per file.");
                break;
            case AnchorAlias alias:
                Stop(position, $"Aliases (*{alias.Value}) are not allowed. Write the value out.");
                break;
            case Scalar scalar:
                CheckProperties(scalar, position);
                if (scalar.Value.Length > YamlReader.MaxTextLength)
                {
                    Note(position, $"A text is longer than {YamlReader.MaxTextLength} characters.");
                }

                Place(new DocumentNode.Scalar(scalar.Value, position, scalar.Style == ScalarStyle.Plain));
                break;
            case SequenceStart or MappingStart:
                CheckProperties((NodeEvent)parsed, position);
                Open(position, parsed is MappingStart);
                break;
            case SequenceEnd or MappingEnd:
                Place(_open.Pop().Close());
                break;
            default:
                break;
        }
    }

    private void CheckProperties(NodeEvent node, Position position)
    {
        if (!node.Anchor.IsEmpty)
        {
            Note(position, $"Anchors (&{node.Anchor.Value}) are not allowed. Remove it.");
        }

        if (!node.Tag.IsEmpty)
        {
            Note(position, "Tags (!) are not allowed. Put text that begins with ! in quotes.");
        }
    }

    private void Open(Position position, bool isMapping)
    {
        if (_open.Count == YamlReader.MaxDepth)
        {
            Stop(position, $"The document is nested more than {YamlReader.MaxDepth} levels deep.");
        }
        else if (_open.TryPeek(out var parent) && parent.WantsKey)
        {
            Stop(position, "A key must be a single text, not a list or a mapping.");
        }
        else
        {
            _open.Push(new Frame(position, isMapping));
        }
    }

    private void Place(DocumentNode node)
    {
        if (!_open.TryPeek(out var frame))
        {
            _root ??= node;
        }
        else if (frame.Add(node) is { } duplicate)
        {
            Note(duplicate.Position, $"The key '{duplicate.Text}' is already there. Keep one of them.");
        }
    }

    private void Note(Position position, string message)
    {
        _findings.Add(new Finding(Severity.Error, position, message));
        IsRefused |= _findings.Count >= MostFindings;
    }

    private void Stop(Position position, string message) => Refuse(new Finding(Severity.Error, position, message));

    private sealed class Frame(Position position, bool isMapping)
    {
        private readonly List<DocumentNode> _items = [];
        private readonly List<DocumentNode.Entry> _entries = [];
        private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
        private DocumentNode.Scalar? _key;

        public bool WantsKey => isMapping && _key is null;

        /// <summary>The key when the mapping already has it.</summary>
        public DocumentNode.Scalar? Add(DocumentNode node)
        {
            if (!isMapping)
            {
                _items.Add(node);
                return null;
            }

            if (_key is null)
            {
                _key = (DocumentNode.Scalar)node;
                return _keys.Add(_key.Text) ? null : _key;
            }

            _entries.Add(new DocumentNode.Entry(_key.Text, _key.Position, node));
            _key = null;
            return null;
        }

        public DocumentNode Close() =>
            isMapping ? new DocumentNode.Mapping(_entries, position) : new DocumentNode.Sequence(_items, position);
    }
}
