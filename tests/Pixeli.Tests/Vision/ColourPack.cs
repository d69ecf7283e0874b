using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Pixeli.Tagging;
using Pixeli.Vision.Packs;
using Pixeli.Vision.Tests;

namespace Pixeli.Tests.Vision;

/// <summary>A pack without weights: pictures are their mean colour, and it knows three words, whose letters no other has.</summary>
internal static class ColourPack
{
    public const string Name = "colours";

    private static readonly string[] Words = ["red", "moss", "sky"];

    // A token each for the beginning, the end and everything unknown, and the three words.
    private static readonly float[] Table = [0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1];

    public static async Task InstallAsync(PixeliApp app)
    {
        var folder = Directory.CreateDirectory(Path.Combine(app.DataFolder, "from")).FullName;
        await File.WriteAllBytesAsync(Path.Combine(folder, "image.onnx"), TinyModel.Colours());
        await File.WriteAllBytesAsync(Path.Combine(folder, "text.onnx"), TinyModel.WordColours(Table));
        await WriteAsync("tokenizer.json", new { model = new { end_of_word_suffix = "</w>", vocab = Vocabulary(), merges = Words.SelectMany(Merges) } });
        await WriteAsync("pack.json", new
        {
            name = Name,
            title = "Colours",
            summary = "Three words.",
            licence = "MIT",
            sources = Array.Empty<string>(),
            files = ((string[])["image.onnx", "text.onnx", "tokenizer.json"]).Select(name => new { name }),
            models = new object[]
            {
                new { task = "image-vectors", file = "image.onnx", input = new { width = 1, height = 1, channels = "rgb" }, thresholds = new { label = 0.99, search = 0.3 } },
                new { task = "text-vectors", file = "text.onnx", tokenizer = "tokenizer.json" },
            },
        });
        await app.Services.GetRequiredService<PackStore>().InstallFromAsync(Name, folder);
        app.Services.GetRequiredService<IVisionEngine>().LookAnew();

        Task WriteAsync(string file, object content) => File.WriteAllBytesAsync(Path.Combine(folder, file), JsonSerializer.SerializeToUtf8Bytes(content));
    }

    private static Dictionary<string, int> Vocabulary()
    {
        var ids = new Dictionary<string, int> { ["<|startoftext|>"] = 0, ["<|endoftext|>"] = 1 };
        foreach (var word in Words)
            ids.Add(word + "</w>", ids.Count);
        return ids;
    }

    // "r e", "re d</w>"
    private static IEnumerable<string> Merges(string word) => Enumerable.Range(1, word.Length - 1)
        .Select(at => $"{word[..at]} {word[at]}{(at == word.Length - 1 ? "</w>" : "")}");
}
