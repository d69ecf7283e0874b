namespace Pixeli.Vision.Tests;

/// <summary>A test with real weights and photos. Give it the trait Needs=weights, by which ./test leaves it out, loudly, where there are none.</summary>
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
