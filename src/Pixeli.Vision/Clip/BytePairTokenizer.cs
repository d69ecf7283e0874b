using System.Text;
using System.Text.RegularExpressions;

namespace Pixeli.Vision.Clip;

/// <summary>
/// CLIP's tokenizer: text in lower case, split into words, each word's bytes written as printable characters, and neighbouring pieces
/// joined in the order in which the merges were learned.
/// </summary>
public sealed partial class BytePairTokenizer
{
    /// <summary>Tokens that CLIP takes at most, start and end included.</summary>
    public const int MostTokens = 77;

    private readonly TokenizerFile _file;

    internal BytePairTokenizer(TokenizerFile file) => _file = file;

    /// <summary>The id of the token that ends a text.</summary>
    public int End => _file.End;

    /// <summary>Reads a <c>tokenizer.json</c>.</summary>
    /// <exception cref="VisionException">It is not one of a byte-pair tokenizer like CLIP's.</exception>
    public static BytePairTokenizer Read(string path) => new(TokenizerFile.Read(path));

    /// <summary>The ids of a text's tokens, between those of start and end.</summary>
    public IReadOnlyList<int> Encode(string text)
    {
        List<int> ids = [_file.Start];
        var clean = Spaces().Replace(text.Normalize(NormalizationForm.FormC), " ").Trim().ToLowerInvariant();
        foreach (Match word in Words().Matches(clean))
            ids.AddRange(Pieces(word.Value).Select(piece => _file.Ids.GetValueOrDefault(piece, _file.Unknown)));
        return [.. ids.Take(MostTokens - 1), _file.End];
    }

    private List<string> Pieces(string word)
    {
        List<string> pieces = [.. Encoding.UTF8.GetBytes(word).Select(value => ByteCharacters.Of(value).ToString())];
        pieces[^1] += _file.WordEnd;
        while (pieces.Count > 1)
        {
            var at = -1;
            var best = int.MaxValue;
            for (var index = 0; index + 1 < pieces.Count; index++)
                if (_file.Merges.TryGetValue((pieces[index], pieces[index + 1]), out var rank) && rank < best)
                    (at, best) = (index, rank);
            if (at < 0)
                break;
            Join(pieces, pieces[at], pieces[at + 1]);
        }
        return pieces;
    }

    private static void Join(List<string> pieces, string left, string right)
    {
        for (var index = 0; index + 1 < pieces.Count; index++)
        {
            if (pieces[index] != left || pieces[index + 1] != right)
                continue;
            pieces[index] = left + right;
            pieces.RemoveAt(index + 1);
        }
    }

    // As in CLIP's own tokenizer: contractions, letters, single digits, runs of anything else.
    [GeneratedRegex(@"'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Words();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
