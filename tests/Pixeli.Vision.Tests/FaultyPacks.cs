using System.Security.Cryptography;
using Pixeli.Vision.Onnx;
using Pixeli.Vision.Packs;

namespace Pixeli.Vision.Tests;

/// <summary>What can be wrong with a pack, before, while and after it is installed. A pack comes as a whole or not at all.</summary>
public sealed class FaultyPacks : IDisposable
{
    private const string Name = "tiny";

    private readonly Scratch _scratch = new();
    private readonly OnnxRuntime _runtime = new(new VisionOptions());
    private readonly PackStore _store;
    private readonly byte[] _content = RandomNumberGenerator.GetBytes(600_000);

    public FaultyPacks() => _store = new PackStore(_scratch["models"]);

    [Fact]
    public async Task A_wrong_checksum_a_short_and_a_long_file_install_nothing()
    {
        foreach (var (content, words) in ((byte[], string)[])
            [([.. _content.Reverse()], "has the SHA-256"), (_content[..^1], "has 599999 bytes"), ([.. _content, 0], "has more than the 600000 bytes")])
        {
            var failure = await Assert.ThrowsAsync<VisionException>(() => InstallAsync(Describe(_content), content));
            Assert.Equal(VisionFailure.WrongContent, failure.Failure);
            Assert.Contains(words, failure.Message, StringComparison.Ordinal);
            Nothing();
        }
    }

    [Fact]
    public async Task A_failed_installation_leaves_the_pack_that_was_there()
    {
        await InstallAsync(Describe(_content), _content);

        await Assert.ThrowsAsync<VisionException>(() => InstallAsync(Describe(_content), _content[..100]));

        Assert.Equal(PackState.Installed, (await _store.VerifyAsync(Name)).State);
    }

    [Fact]
    public async Task A_cancelled_installation_leaves_nothing_and_the_next_begins_anew()
    {
        using var cancel = new CancellationTokenSource();
        var folder = Write(Describe(_content), _content);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _store.InstallFromAsync(Name, folder, new Reported(_ => cancel.Cancel()), cancel.Token));
        Nothing();

        Assert.Equal(PackState.Installed, (await _store.InstallFromAsync(Name, folder)).State);
    }

    [Fact]
    public async Task Only_one_is_installed_at_a_time()
    {
        await InstallAsync(Describe(_content), _content);
        VisionFailure? second = null;

        await _store.InstallFromAsync(Name, Write(Describe(_content), _content), new Reported(_ =>
            second ??= Assert.Throws<VisionException>(() => _store.Remove(Name)).Failure));

        Assert.Equal(VisionFailure.Busy, second);
        Assert.True(_store.Remove(Name));
    }

    [Theory]
    [InlineData("../outside.onnx")]
    [InlineData("/etc/passwd")]
    [InlineData("..")]
    [InlineData("sub/model.onnx")]
    [InlineData(@"..\outside.onnx")]
    [InlineData("pack.json")]
    [InlineData(".hidden")]
    [InlineData("")]
    public async Task A_description_names_files_and_no_paths(string file)
    {
        var folder = Directory.CreateDirectory(_scratch["from"]).FullName;
        File.WriteAllBytes(_scratch["outside.onnx"], _content);
        File.WriteAllBytes(Path.Combine(folder, PackJson.FileName), PackJson.Write(Describe(_content) with { Files = [new PackFile(file)], Models = [] }));

        var failure = await Assert.ThrowsAsync<VisionException>(() => _store.InstallFromAsync(Name, folder));

        Assert.Equal(VisionFailure.BadDescription, failure.Failure);
        Nothing();
    }

    [Theory]
    [InlineData("../tiny")]
    [InlineData("Tiny")]
    [InlineData(".tiny")]
    public async Task A_packs_name_is_no_path_either(string name)
    {
        var folder = Write(Describe(_content) with { Name = name }, _content);

        Assert.Equal(VisionFailure.BadDescription, (await Assert.ThrowsAsync<VisionException>(() => _store.InstallFromAsync(name, folder))).Failure);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("""{ "name": "tiny" }""")]
    public async Task What_is_no_description_is_said(string json)
    {
        var folder = Directory.CreateDirectory(_scratch["from"]).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, PackJson.FileName), json);

        Assert.Equal(VisionFailure.BadDescription, (await Assert.ThrowsAsync<VisionException>(() => _store.InstallFromAsync(Name, folder))).Failure);
    }

    [Fact]
    public async Task A_file_that_is_damaged_later_marks_the_pack_broken_until_it_is_mended()
    {
        await InstallAsync(Describe(_content), _content);
        var path = Path.Combine(_scratch["models"], Name, "model.onnx");
        await File.WriteAllBytesAsync(path, [.. _content.Reverse()]);

        var broken = await _store.VerifyAsync(Name);
        Assert.Equal(PackState.Broken, broken.State);
        Assert.Contains("damaged", broken.Reason, StringComparison.Ordinal);

        await File.WriteAllBytesAsync(path, _content);
        Assert.Equal(PackState.Installed, (await _store.VerifyAsync(Name)).State);
    }

    [Fact]
    public async Task A_corrupt_model_and_one_of_another_shape_break_their_pack_and_nothing_else()
    {
        foreach (var (model, words) in ((byte[], string)[])[(_content, "is not a usable model"), (TinyModel.Doubling(), "is not the model this needs")])
        {
            await InstallAsync(Describe(model), model);
            using var models = new VisionModels(_store, _runtime);

            Assert.Null(models.Images);
            Assert.Empty(models.Look(new RgbImage(8, 8, new byte[8 * 8 * 3])).Things);

            var broken = _store.Find(Name)!;
            Assert.Equal(PackState.Broken, broken.State);
            Assert.Contains(words, broken.Reason, StringComparison.Ordinal);
        }
    }

    public void Dispose()
    {
        _runtime.Dispose();
        _scratch.Dispose();
    }

    private void Nothing() => Assert.Empty(Directory.Exists(_scratch["models"]) ? Directory.EnumerateDirectories(_scratch["models"]) : []);

    private Task<PackInfo> InstallAsync(ModelPack pack, byte[] content) => _store.InstallFromAsync(Name, Write(pack, content));

    private string Write(ModelPack pack, byte[] content)
    {
        var folder = Directory.CreateDirectory(_scratch["from"]).FullName;
        File.WriteAllBytes(Path.Combine(folder, PackJson.FileName), PackJson.Write(pack));
        File.WriteAllBytes(Path.Combine(folder, "model.onnx"), content);
        return folder;
    }

    internal static ModelPack Describe(byte[] content) => new(
        Name, "Tiny", "Nothing.", "MIT", [],
        [new PackFile("model.onnx", content.Length, Convert.ToHexStringLower(SHA256.HashData(content)), "https://packs.test/model.onnx")],
        [new PackModel(VisionTask.ImageVectors, "model.onnx", Input: new PackInput(8, 8, "rgb"))]);
}
