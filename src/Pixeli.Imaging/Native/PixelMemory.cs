using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pixeli.Imaging.Native;

/// <summary>Memory for the pixels of one photo that is kept for those of the next: each page of new memory costs a fault.</summary>
internal static unsafe class PixelMemory
{
    private const long LeastBytes = 1024 * 1024;
    private const long BlockBytes = 8 * 1024 * 1024; // 1440 × 1440 × 3 and more; pages that nothing was written to take no memory
    private static readonly int MostKept = 2 * (Environment.ProcessorCount + 1); // two pictures of each photo that is rendered at a time
    private static readonly ConcurrentBag<nint> Kept = [];

    /// <summary>Whether so many bytes are worth it, and fit.</summary>
    public static bool Fits(long bytes) => bytes is >= LeastBytes and <= BlockBytes;

    /// <summary>An image over a block of its own, whose pixels are yet to be written. The block is kept when nothing reads the image any more.</summary>
    public static VipsImage Borrow(long length, int width, int height, int bands)
    {
        var block = Kept.TryTake(out var kept) ? kept : (nint)NativeMemory.Alloc((nuint)BlockBytes);
        try
        {
            var image = VipsImage.Borrow(block, length, width, height, bands);
            image.WhenClosed(&Keep, block);
            return image;
        }
        catch (VipsException)
        {
            Keep(block);
            throw;
        }
    }

    private static void Keep(nint block)
    {
        if (Kept.Count < MostKept)
            Kept.Add(block);
        else
            NativeMemory.Free((void*)block);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Keep(nint image, nint block) => Keep(block);
}
