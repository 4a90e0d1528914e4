using Mainstay.Core.Documents;

namespace Mainstay.Core.Tests.Documents;

/// <summary>
/// The part of YAML that these tests are written in: block and flow mappings and sequences, plain and quoted scalars on
/// one line, comments. It reads the tests' own texts and throws at anything else.
/// </summary>
internal sealed class Doc
{
    private readonly string _text;
    private int _at;
    private int _line = 1;
    private int _column = 1;

    private Doc(string text) => _text = text;

    private char Now => _at < _text.Length ? _text[_at] : '\0';

    private char Next => _at + 1 < _text.Length ? _text[_at + 1] : '\0';

    private Position Here => new(_line, _column);

    private bool IsAtLineEnd => Now is '\0' or '\n' or '#';

    public static DocumentNode Of(string text)
    {
        var doc = new Doc(text);
        doc.SkipBlank();
        var root = doc.Now is '{' or '[' or '"' or '\'' ? doc.Flow() : doc.Block(doc._column);
        doc.SkipBlank();
        return doc.Now == '\0' ? root : throw doc.Unexpected();
    }

    public static DocumentNode.Mapping MappingOf(string text) => (DocumentNode.Mapping)Of(text);

    private DocumentNode Block(int indent)
    {
        var position = Here;
        if (Now == '-' && Next is ' ' or '\n')
        {
            var items = new List<DocumentNode>();
            while (_column == indent && Now == '-')
            {
                Step();
                items.Add(AfterMark(indent));
                SkipBlank();
            }

            return new DocumentNode.Sequence(items, position);
        }

        var entries = new List<DocumentNode.Entry>();
        while (_column == indent && Now != '\0')
        {
            var at = Here;
            var key = Scalar(inFlow: false);
            if (Now != ':')
            {
                // A lone scalar is a document, too.
                return entries.Count == 0 ? key : throw Unexpected();
            }

            Step();
            entries.Add(new DocumentNode.Entry(key.Text, at, AfterMark(indent)));
            SkipBlank();
        }

        return _column > indent && Now != '\0' ? throw Unexpected() : new DocumentNode.Mapping(entries, position);
    }

    private DocumentNode AfterMark(int indent)
    {
        SkipSpaces();
        if (!IsAtLineEnd)
        {
            return Flow(inFlow: false);
        }

        var empty = new DocumentNode.Scalar("", Here);
        SkipBlank();
        return _column > indent && Now != '\0' ? Block(_column) : empty;
    }

    private DocumentNode Flow(bool inFlow = true)
    {
        var position = Here;
        if (Now == '[')
        {
            return new DocumentNode.Sequence([.. Separated(']', () => Flow())], position);
        }

        return Now == '{'
            ? new DocumentNode.Mapping([.. Separated('}', Entry)], position)
            : Scalar(inFlow);
    }

    private DocumentNode.Entry Entry()
    {
        var position = Here;
        var key = Scalar(inFlow: true);
        if (Now != ':')
        {
            throw Unexpected();
        }

        Step();
        SkipBlank();
        return new DocumentNode.Entry(key.Text, position, Now is ',' or '}' ? new DocumentNode.Scalar("", Here) : Flow());
    }

    private List<T> Separated<T>(char end, Func<T> read)
    {
        var items = new List<T>();
        Step();
        SkipBlank();
        while (Now != end)
        {
            items.Add(read());
            SkipBlank();
            if (Now == ',')
            {
                Step();
                SkipBlank();
            }
            else if (Now != end)
            {
                throw Unexpected();
            }
        }

        Step();
        return items;
    }

    private DocumentNode.Scalar Scalar(bool inFlow)
    {
        var position = Here;
        if (Now is '"' or '\'')
        {
            var quote = Now;
            Step();
            var start = _at;
            while (Now != quote)
            {
                Step();
            }

            var text = _text[start.._at];
            Step();
            SkipSpaces();
            return new DocumentNode.Scalar(text, position, IsPlain: false);
        }

        var from = _at;
        while (Now is not ('\0' or '\n') && !(Now == ':' && Next is ' ' or '\n' or '\0')
            && !(Now == ' ' && Next == '#') && !(inFlow && Now is ',' or ']' or '}'))
        {
            Step();
        }

        return new DocumentNode.Scalar(_text[from.._at].Trim(), position);
    }

    private void SkipSpaces()
    {
        while (Now == ' ')
        {
            Step();
        }
    }

    private void SkipBlank()
    {
        while (Now is ' ' or '\n' or '#')
        {
            if (Now == '#')
            {
                while (Now is not ('\n' or '\0'))
                {
                    Step();
                }
            }
            else
            {
                Step();
            }
        }
    }

    private void Step()
    {
        if (_at >= _text.Length)
        {
            throw Unexpected();
        }

        (_line, _column) = Now == '\n' ? (_line + 1, 1) : (_line, _column + 1);
        _at++;
    }

    private FormatException Unexpected() => new($"Test text: '{Now}' was not expected at {Here} of\n{_text}");
}
