using System.Text.Json;

namespace Pixeli.Vision.Clip;

/// <summary>What is used of a <c>tokenizer.json</c>: the vocabulary, the merges by rank, and the special tokens.</summary>
internal sealed record TokenizerFile(
    IReadOnlyDictionary<string, int> Ids, IReadOnlyDictionary<(string, string), int> Merges, string WordEnd, int Start, int End, int Unknown)
{
    private const string StartToken = "<|startoftext|>";
    private const string EndToken = "<|endoftext|>";

    /// <exception cref="VisionException">It is not a byte-pair tokenizer's file.</exception>
    public static TokenizerFile Read(string path)
    {
        try
        {
            using var content = File.OpenRead(path);
            using var json = JsonDocument.Parse(content);
            return Read(json.RootElement.GetProperty("model"));
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new VisionException(VisionFailure.ModelCorrupt, $"{Path.GetFileName(path)} is not the tokenizer of a CLIP model: {exception.Message}", exception);
        }
    }

    private static TokenizerFile Read(JsonElement model)
    {
        var ids = model.GetProperty("vocab").EnumerateObject().ToDictionary(entry => entry.Name, entry => entry.Value.GetInt32(), StringComparer.Ordinal);
        var merges = new Dictionary<(string, string), int>();
        foreach (var merge in model.GetProperty("merges").EnumerateArray())
            merges.TryAdd(Pair(merge), merges.Count);
        var end = ids[EndToken];
        var wordEnd = model.TryGetProperty("end_of_word_suffix", out var suffix) ? suffix.GetString() ?? "" : "";
        return new TokenizerFile(ids, merges, wordEnd, ids[StartToken], end, end);
    }

    // Older files write "a b", newer ones ["a", "b"].
    private static (string, string) Pair(JsonElement merge)
    {
        if (merge.ValueKind == JsonValueKind.Array && merge.GetArrayLength() == 2)
            return (merge[0].GetString() ?? "", merge[1].GetString() ?? "");
        return (merge.GetString() ?? "").Split(' ') is [var left, var right] ? (left, right) : throw new FormatException("A merge is not of two pieces.");
    }
}
