using System.Buffers;
using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Connections;

namespace Pixeli.Hosting;

/// <summary>
/// Gives connections blocks of 16 KB instead of Kestrel's 4. What an upload sends is read from its socket a block at a time, with two
/// calls of the system each. A connection that waits holds none.
/// </summary>
internal sealed class ConnectionMemory : IMemoryPoolFactory<byte>
{
    private const int BlockBytes = 16 * 1024;
    private const int MostKept = 1024; // 16 MB, after a moment in which as many connections had one

    public MemoryPool<byte> Create(MemoryPoolOptions? options = null) => new Pool();

    private sealed class Pool : MemoryPool<byte>
    {
        private readonly ConcurrentStack<Block> _kept = []; // the last one first: it is in the processor's caches
        private int _count;

        public override int MaxBufferSize => BlockBytes;

        public override IMemoryOwner<byte> Rent(int minBufferSize = -1)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(minBufferSize, BlockBytes); // who needs more asks the program's arrays, as with Kestrel's own
            if (!_kept.TryPop(out var block))
                return new Block(this);
            Interlocked.Decrement(ref _count);
            return block;
        }

        public void Keep(Block block)
        {
            if (Interlocked.Increment(ref _count) <= MostKept)
                _kept.Push(block);
            else
                Interlocked.Decrement(ref _count);
        }

        protected override void Dispose(bool disposing) => _kept.Clear();
    }

    // Where sockets read and write the garbage collector may not move anything.
    private sealed class Block(Pool pool) : IMemoryOwner<byte>
    {
        public Memory<byte> Memory { get; } = MemoryMarshal.CreateFromPinnedArray(GC.AllocateUninitializedArray<byte>(BlockBytes, pinned: true), 0, BlockBytes);

        public void Dispose() => pool.Keep(this);
    }
}
