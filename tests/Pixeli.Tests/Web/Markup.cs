using System.Text;
using System.Text.RegularExpressions;

namespace Pixeli.Tests.Web;

/// <summary>Reads what a template says in words of its own: the text between tags, and the attributes that are read out or shown.</summary>
internal sealed partial class Markup
{
    private const char Value = '\u0001'; // what is put in when the page is made

    private static readonly HashSet<string> Spoken = new(StringComparer.OrdinalIgnoreCase)
    {
        "title", "aria-label", "placeholder", "alt", "aria-description", "aria-roledescription", "label", "hint", "text", "heading", "description",
    };

    private readonly List<string> _found = [];
    private readonly string _source;
    private readonly bool _isRazor;
    private int _at;

    private Markup(string source, bool isRazor) => (_source, _isRazor) = (source, isRazor);

    /// <summary>The words of a .razor file's markup. Code is left out, and what it puts in.</summary>
    public static IEnumerable<string> WordsOfRazor(string source) => new Markup(Directive().Replace(CodeBlock().Split(source)[0], ""), isRazor: true).Words();

    /// <summary>The words of markup in a script, <c>${…}</c> left out.</summary>
    public static IEnumerable<string> WordsOfHtml(string source) => new Markup(source, isRazor: false).Words();

    private List<string> Words()
    {
        var text = new StringBuilder();
        while (_at < _source.Length)
        {
            if (TrySkipValue())
            {
                text.Append(Value);
            }
            else if (!IsOfAType() && Tag().IsMatch(_source.AsSpan(_at, Math.Min(3, _source.Length - _at))))
            {
                Add(text.ToString());
                text.Clear();
                ReadTag();
            }
            else
            {
                text.Append(_source[_at++]);
            }
        }

        Add(text.ToString());
        return _found;
    }

    // As in List<Photo>: a bracket right after a word begins no tag, though it may end one.
    private bool IsOfAType() => _isRazor && _at > 0 && char.IsLetterOrDigit(_source[_at - 1]) && !_source.AsSpan(_at).StartsWith("</");

    private void ReadTag()
    {
        _at++;
        while (_at < _source.Length && _source[_at] != '>')
        {
            if (Attribute().Match(_source, _at) is not { Success: true } name)
            {
                _at++;
                continue;
            }

            _at += name.Length;
            var value = new StringBuilder();
            while (_at < _source.Length && _source[_at] != '"')
                value.Append(TrySkipValue() ? Value : _source[_at++]);
            _at++;
            if (Spoken.Contains(name.Groups[1].Value))
                Add(value.ToString());
        }

        _at++;
    }

    private void Add(string text)
    {
        if (_isRazor)
            text = Statement().Replace(text, "");
        text = Spaces().Replace(Entity().Replace(text, "").Replace(Value, '…'), " ").Trim();
        if (TwoLetters().IsMatch(text))
            _found.Add(text);
    }

    private bool TrySkipValue()
    {
        if (!_isRazor)
        {
            if (!_source.AsSpan(_at).StartsWith("${"))
                return false;
            SkipBalanced(_at + 1);
            return true;
        }

        if (_source[_at] != '@')
            return false;
        var rest = _source.AsSpan(_at);
        if (rest.StartsWith("@*"))
            _at += rest.IndexOf("*@") + 2;
        else if (rest.StartsWith("@@"))
            _at += 2;
        else if (rest.StartsWith("@(") || rest.StartsWith("@{"))
            SkipBalanced(_at + 1);
        else if (Block().Match(_source, _at) is { Success: true } block)
            SkipBalanced(_at + block.Length - 1);
        else
            SkipExpression();
        return true;
    }

    private void SkipExpression()
    {
        _at += Name().Match(_source, _at).Length;
        while (_at < _source.Length)
        {
            if (_source[_at] is '(' or '[')
                SkipBalanced(_at);
            else if (Member().Match(_source, _at) is { Success: true } member)
                _at += member.Length;
            else
                return;
        }
    }

    private void SkipBalanced(int start)
    {
        var depth = 0;
        for (_at = start; _at < _source.Length; _at++)
        {
            if (Literal().Match(_source, _at) is { Success: true } literal)
                _at += literal.Length - 1;
            else if (_source[_at] is '(' or '[' or '{')
                depth++;
            else if (_source[_at] is ')' or ']' or '}' && --depth == 0)
                break;
        }

        _at++;
    }

    [GeneratedRegex(@"^@code\s*\{", RegexOptions.Multiline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"^@(page|using|inherits|inject|layout|attribute|implements|namespace|typeparam)\b.*$", RegexOptions.Multiline)]
    private static partial Regex Directive();

    [GeneratedRegex("^</?[A-Za-z!]")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\G([@\w:-]+)=""")]
    private static partial Regex Attribute();

    [GeneratedRegex(@"\G@(if|foreach|for|while|switch|using)\s*\(")]
    private static partial Regex Block();

    [GeneratedRegex(@"\G@\w*")]
    private static partial Regex Name();

    [GeneratedRegex(@"\G[?!]?\.\w+")]
    private static partial Regex Member();

    [GeneratedRegex("""\G("(\\.|[^"\\])*"|'(\\.|[^'\\])')""")]
    private static partial Regex Literal();

    // Code between the tags of a block: branches, and declarations, which end as no sentence does.
    [GeneratedRegex(@"\b(else if \(.*\)|else|case [^:]*:|default:|break;)|^\s*(var \w+ = .*|.*\)|\w+ \w+ = .*);\s*$", RegexOptions.Multiline)]
    private static partial Regex Statement();

    [GeneratedRegex(@"&\w+;")]
    private static partial Regex Entity();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"\p{L}\p{L}")]
    private static partial Regex TwoLetters();
}
