using System.Reflection;
using System.Runtime.Loader;
using Pixeli.Vision.Onnx;

namespace Pixeli.Vision.Tests;

/// <summary>
/// ONNX Runtime is loaded once a process and kept. These load the program's own library a second time, apart, which then has loaded none.
/// </summary>
public sealed class WithoutLibrary : IDisposable
{
    private readonly Scratch _scratch = new();

    [Fact]
    public void A_missing_library_is_one_clear_line() =>
        Assert.Equal($"ONNX Runtime could not be loaded from {_scratch["none.so"]}.", ReasonFor(_scratch["none.so"]));

    [Fact]
    public void So_is_a_file_that_is_no_library() =>
        Assert.Equal($"ONNX Runtime could not be loaded from {_scratch["text.so"]}.", ReasonFor(_scratch.Write("text.so", "not a library"u8)));

    [Fact]
    public void Beside_the_program_it_is_found()
    {
        using var runtime = new OnnxRuntime(new VisionOptions());

        Assert.Null(runtime.UnavailableReason);
        Assert.Matches(@"^\d+\.\d+\.\d+", runtime.LibraryVersion);
    }

    public void Dispose() => _scratch.Dispose();

    private static string? ReasonFor(string path)
    {
        var apart = new AssemblyLoadContext(nameof(WithoutLibrary), isCollectible: true);
        try
        {
            var assembly = apart.LoadFromAssemblyPath(typeof(OnnxRuntime).Assembly.Location);
            var options = Activator.CreateInstance(Type(assembly, typeof(VisionOptions)))!;
            options.GetType().GetProperty(nameof(VisionOptions.OnnxRuntimePath))!.SetValue(options, path);
            var runtime = Activator.CreateInstance(Type(assembly, typeof(OnnxRuntime)), options)!;
            using ((IDisposable)runtime)
                return (string?)runtime.GetType().GetProperty(nameof(OnnxRuntime.UnavailableReason))!.GetValue(runtime);
        }
        finally
        {
            apart.Unload();
        }
    }

    private static Type Type(Assembly assembly, Type like) => assembly.GetType(like.FullName!, throwOnError: true)!;
}
