using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Pixeli.Imaging.Native;

namespace Pixeli.Imaging.Tests;

internal static class LibraryStart
{
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "Tests draw their pictures with libvips before any renderer has started it.")]
    internal static void Start() => VipsRuntime.Start(configuredPath: null);
}
