using Pixeli.Vision.Onnx;

namespace Pixeli.Vision.Tests;

/// <summary>The way to ONNX Runtime and back, with models that the tests write themselves: it needs no weights.</summary>
public sealed class RunningModels : IDisposable
{
    private readonly Scratch _scratch = new();
    private readonly OnnxRuntime _runtime = new(new VisionOptions());

    [Fact]
    public void Named_tensors_go_in_and_come_out()
    {
        using var model = Open(TinyModel.Doubling());

        Assert.Equal("x: Numbers any × 3", Assert.Single(model.Inputs).ToString());
        Assert.Equal("twice: Numbers any × 3", Assert.Single(model.Outputs).ToString());
        var twice = Assert.Single(model.Run(Numbers("x", [2, 3], 1, 2, 3, -4, 0.5f, 0), "twice"));
        Assert.Equal([2, 3], twice.Shape);
        Assert.Equal([2, 4, 6, -8, 1, 0], twice.Values);
    }

    [Fact]
    public void Integers_go_in_as_integers()
    {
        using var model = Open(TinyModel.Counting());

        var numbers = model.Run(new Dictionary<string, Tensor> { ["ids"] = new LongTensor([1, 4], [3, 0, -1, 49407]) }, "numbers");

        Assert.Equal([3, 0, -1, 49407], numbers[0].Values);
    }

    [Fact]
    public void What_does_not_fit_is_said_before_it_is_run()
    {
        using var model = Open(TinyModel.Doubling());

        Assert.Contains("takes x: Numbers any × 3", Mismatch(() => model.Run(Numbers("y", [1, 3], 1, 2, 3), "twice")), StringComparison.Ordinal);
        Assert.Contains("takes x: Numbers any × 3", Mismatch(() => model.Run(Numbers("x", [1, 2], 1, 2), "twice")), StringComparison.Ordinal);
        Assert.Contains("takes x: Numbers any × 3", Mismatch(() => model.Run(Numbers("x", [3], 1, 2, 3), "twice")), StringComparison.Ordinal);
        Assert.Contains("takes x", Mismatch(() => model.Run(new Dictionary<string, Tensor> { ["x"] = new LongTensor([1, 3], [1, 2, 3]) }, "twice")), StringComparison.Ordinal);
        Assert.Contains("no output thrice", Mismatch(() => model.Run(Numbers("x", [1, 3], 1, 2, 3), "thrice")), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new FloatTensor([2, 2], [1, 2, 3]));
    }

    [Fact]
    public void A_model_of_another_shape_is_refused_with_what_was_expected_and_what_it_has()
    {
        using var model = Open(TinyModel.Doubling());

        model.RequireInput("x", ElementType.Numbers, -1, 3);
        Assert.Contains("x: Numbers any × 4 was expected; it has x: Numbers any × 3", Mismatch(() => model.RequireInput("x", ElementType.Numbers, -1, 4)), StringComparison.Ordinal);
        Assert.Contains("z: Numbers 1 was expected", Mismatch(() => model.RequireOutput("z", ElementType.Numbers, 1)), StringComparison.Ordinal);
        Mismatch(() => model.RequireInput("x", ElementType.Integers, -1, 3));
        Mismatch(() => model.RequireInput("x", ElementType.Numbers, -1));
    }

    [Fact]
    public void A_run_that_fails_leaves_the_model_usable()
    {
        using var model = Open(TinyModel.Adding());

        var failure = Assert.Throws<VisionException>(() => model.Run(Pair([1, 2], [1, 2, 3]), "sum"));

        Assert.True(failure.Failure is VisionFailure.RunFailed or VisionFailure.ModelMismatch, $"{failure.Failure}");
        Assert.StartsWith("tiny.onnx could not be run: ", failure.Message, StringComparison.Ordinal);
        Assert.Equal([4, 6], model.Run(Pair([1, 2], [3, 4]), "sum")[0].Values);
    }

    [Fact]
    public void A_damaged_file_is_a_clear_error()
    {
        var whole = TinyModel.Doubling();
        foreach (var bytes in (byte[][])[[], [0xff, 0xff, 0xff, 0xff], whole[..(whole.Length / 2)], TinyModel.Unknown(), [.. "<html>Not found</html>"u8]])
        {
            var failure = Assert.Throws<VisionException>(() => Open(bytes));
            Assert.Equal(VisionFailure.ModelCorrupt, failure.Failure);
            Assert.StartsWith("tiny.onnx is not a usable model: ", failure.Message, StringComparison.Ordinal);
        }

        Assert.Equal(VisionFailure.ModelMissing, Assert.Throws<VisionException>(() => _runtime.Open(_scratch["none.onnx"])).Failure);
        using var sound = Open(whole); // nothing of it stays behind
        Assert.Equal([2, 2, 2], sound.Run(Numbers("x", [1, 3], 1, 1, 1), "twice")[0].Values);
    }

    [Fact]
    public void What_is_disposed_says_so_and_takes_nothing_else_along()
    {
        var (one, other) = (Open(TinyModel.Doubling()), Open(TinyModel.Doubling()));
        one.Dispose();
        one.Dispose();
        _runtime.Dispose();

        Assert.Throws<ObjectDisposedException>(() => one.Run(Numbers("x", [1, 3], 1, 2, 3), "twice"));
        Assert.Throws<ObjectDisposedException>(() => _runtime.Open(_scratch["tiny.onnx"]));
        Assert.Equal([2, 4, 6], other.Run(Numbers("x", [1, 3], 1, 2, 3), "twice")[0].Values);
        other.Dispose();
    }

    [Fact]
    public async Task A_model_that_is_disposed_while_others_run_it_is_not_pulled_from_under_them()
    {
        for (var round = 0; round < 20; round++)
        {
            var model = Open(TinyModel.Doubling());
            var disposal = Task.Run(model.Dispose);
            Parallel.For(0, 16, _ =>
            {
                try
                {
                    Assert.Equal([2, 4, 6], model.Run(Numbers("x", [1, 3], 1, 2, 3), "twice")[0].Values);
                }
                catch (ObjectDisposedException)
                {
                    // the other honest answer
                }
            });
            await disposal;
        }
    }

    public void Dispose()
    {
        _runtime.Dispose();
        _scratch.Dispose();
    }

    private OnnxModel Open(byte[] bytes) => _runtime.Open(_scratch.Write("tiny.onnx", bytes));

    private static Dictionary<string, Tensor> Numbers(string name, int[] shape, params float[] values) => new() { [name] = new FloatTensor(shape, values) };

    private static Dictionary<string, Tensor> Pair(float[] a, float[] b) => new() { ["a"] = new FloatTensor([a.Length], a), ["b"] = new FloatTensor([b.Length], b) };

    private static string Mismatch(Action action)
    {
        var failure = Assert.Throws<VisionException>(action);
        Assert.Equal(VisionFailure.ModelMismatch, failure.Failure);
        return failure.Message;
    }
}
