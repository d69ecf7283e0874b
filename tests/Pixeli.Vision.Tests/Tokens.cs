using System.Text.Json;
using Pixeli.Vision.Clip;

namespace Pixeli.Vision.Tests;

/// <summary>CLIP's ids, as published, from those few of its merges that the words here take, in its order.</summary>
public sealed class Tokens : IDisposable
{
    // The ids are those of openai/CLIP.
    private static readonly Dictionary<string, int> Known = new()
    {
        ["of</w>"] = 539,
        ["photo</w>"] = 1125,
        ["cat</w>"] = 2368,
        ["dog</w>"] = 1929,
        ["world</w>"] = 1002,
        ["hello</w>"] = 3306,
        ["the</w>"] = 518,
        ["it</w>"] = 585,
        ["'s</w>"] = 568,
    };

    private readonly Scratch _scratch = new();
    private readonly BytePairTokenizer _tokenizer;

    public Tokens() => _tokenizer = BytePairTokenizer.Read(_scratch.Write("tokenizer.json", JsonSerializer.SerializeToUtf8Bytes(new
    {
        model = new { type = "BPE", end_of_word_suffix = "</w>", vocab = Vocabulary(), merges = Ordered() },
    })));

    [Theory]
    [InlineData("a photo of a cat", "320 1125 539 320 2368")]
    [InlineData("a photo of a dog", "320 1125 539 320 1929")]
    [InlineData("hello world", "3306 1002")]
    [InlineData("  HELLO \t World\n", "3306 1002")]
    [InlineData("hello, world!", "3306 267 1002 256")]
    [InlineData("it's", "585 568")]
    [InlineData("16", "272 277")]
    [InlineData("x", "343")]
    [InlineData("", "")]
    [InlineData("   ", "")]
    public void Texts_get_the_published_ids(string text, string ids) =>
        Assert.Equal($"49406 {ids} 49407".Replace("  ", " ", StringComparison.Ordinal), string.Join(' ', _tokenizer.Encode(text)));

    [Fact]
    public void What_is_too_long_is_cut_and_still_ends()
    {
        var ids = _tokenizer.Encode(string.Join(' ', Enumerable.Repeat("cat", 200)));

        Assert.Equal(77, ids.Count);
        Assert.Equal((49406, 2368, 49407), (ids[0], ids[75], ids[76]));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("not json")]
    [InlineData("""{"model": {"vocab": {}, "merges": []}}""")]
    [InlineData("""{"model": {"vocab": {"<|startoftext|>": 0, "<|endoftext|>": 1}, "merges": ["one two three"]}}""")]
    public void What_is_no_tokenizer_is_refused(string json)
    {
        var path = _scratch.Write("other.json", System.Text.Encoding.UTF8.GetBytes(json));

        Assert.Equal(VisionFailure.ModelCorrupt, Assert.Throws<VisionException>(() => BytePairTokenizer.Read(path)).Failure);
    }

    public void Dispose() => _scratch.Dispose();

    // The merges' order in CLIP's file: lower ranks first.
    private static string[] Ordered() =>
    [
        "t h", "th e</w>", "o f</w>", "a t</w>", "e l", "' s</w>", "i t</w>", "h o", "o r", "t o</w>", "w or", "d o", "l d</w>", "p ho",
        "el l", "wor ld</w>", "pho to</w>", "do g</w>", "c at</w>", "ell o</w>", "h ello</w>",
    ];

    private static Dictionary<string, int> Vocabulary()
    {
        // CLIP's order of bytes: printable ones first, then the others.
        var printable = Enumerable.Range(0, 256).Where(value => value is >= '!' and <= '~' or >= 0xA1 and <= 0xAC or >= 0xAE and <= 0xFF).ToList();
        var bytes = printable.Concat(Enumerable.Range(0, 256).Except(printable)).Select(value => ByteCharacters.Of((byte)value).ToString()).ToList();
        var vocabulary = new Dictionary<string, int> { ["<|startoftext|>"] = 49406, ["<|endoftext|>"] = 49407 };
        for (var at = 0; at < bytes.Count; at++)
            (vocabulary[bytes[at]], vocabulary[bytes[at] + "</w>"]) = (at, at + 256);
        foreach (var (token, id) in Known)
            vocabulary[token] = id;
        return vocabulary;
    }
}
