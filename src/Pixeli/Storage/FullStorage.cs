namespace Pixeli.Storage;

/// <summary>Tells a store that has no room from one that is broken: what was refused for want of room is whole, and goes in later.</summary>
internal static class FullStorage
{
    /// <summary>ENOSPC, as .NET gives it on Linux.</summary>
    public const int NoSpace = 28;

    private const int QuotaReached = 122; // EDQUOT

    public static bool IsFull(this IOException failure) => failure.HResult is NoSpace or QuotaReached;
}
