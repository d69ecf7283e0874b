namespace Pixeli.Vision.Tests;

public sealed class Architecture
{
    [Fact]
    public void The_library_knows_neither_the_program_nor_its_pixels_nor_any_package() => Assert.DoesNotContain(
        typeof(VisionModels).Assembly.GetReferencedAssemblies(), reference => !reference.Name!.StartsWith("System", StringComparison.Ordinal));

    [Fact]
    public void What_others_must_not_use_is_not_public() => Assert.DoesNotContain(
        typeof(VisionModels).Assembly.GetExportedTypes(), type => type.Namespace is "Pixeli.Vision.Native" or "Pixeli.Vision.Pixels");
}
