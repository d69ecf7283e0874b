namespace Pixeli.Vision.Tests;

/// <summary>A test with real weights and photos. Without them it is skipped, which ./test says loudly and counts as failed in CI.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RealFactAttribute : FactAttribute
{
    public RealFactAttribute() => Skip = Real.Missing;
}

/// <summary>A theory with real weights and photos; see <see cref="RealFactAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RealTheoryAttribute : TheoryAttribute
{
    public RealTheoryAttribute() => Skip = Real.Missing;
}
