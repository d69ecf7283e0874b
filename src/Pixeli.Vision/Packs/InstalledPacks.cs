using System.Diagnostics.CodeAnalysis;
using Pixeli.Vision.Clip;
using Pixeli.Vision.Onnx;

namespace Pixeli.Vision.Packs;

/// <summary>The packs that are sound, and how their models are opened.</summary>
internal sealed class InstalledPacks(PackStore store, OnnxRuntime runtime)
{
    private readonly List<ModelPack> _packs = [.. store.List().Where(info => info.State == PackState.Installed).Select(info => info.Pack)];

    /// <summary>The preferred model for a task; null where there is none.</summary>
    public InstalledModel? For(VisionTask task) =>
        (from pack in _packs from model in pack.Models where model.Task == task select new InstalledModel(this, pack, model)).FirstOrDefault();

    public void MarkBroken(string pack, string reason) => store.MarkBroken(pack, reason);

    /// <exception cref="VisionException">The file is not the one that was installed.</exception>
    public string Checked(ModelPack pack, string file)
    {
        var path = store.PathOf(pack.Name);
        if (PackCheck.Reason(pack.Files.First(candidate => candidate.Name == file), path) is { } reason)
            throw new VisionException(VisionFailure.WrongContent, reason);
        return Path.Combine(path, file);
    }

    public OnnxModel Open(string path) => runtime.Open(path);
}

/// <summary>A model of an installed pack, not opened yet.</summary>
internal sealed record InstalledModel(InstalledPacks Packs, ModelPack Pack, PackModel Model)
{
    public string Name => Pack.Name;

    public PackInput Input => Model.Input
        ?? throw new VisionException(VisionFailure.BadDescription, $"The description of \"{Name}\" does not say what goes into {Model.File}.");

    /// <summary>Opens the model's file; what is made of it owns it.</summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "What is made owns the model; where nothing is, it is disposed here.")]
    public T Open<T>(Func<OnnxModel, T> make)
    {
        var model = Packs.Open(Packs.Checked(Pack, Model.File));
        try
        {
            return make(model);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    public BytePairTokenizer Tokenizer() => BytePairTokenizer.Read(Packs.Checked(Pack, Model.Tokenizer
        ?? throw new VisionException(VisionFailure.BadDescription, $"The description of \"{Name}\" names no tokenizer for {Model.File}.")));
}
