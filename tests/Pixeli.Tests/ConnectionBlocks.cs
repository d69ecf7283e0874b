using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Pixeli.Hosting;

namespace Pixeli.Tests;

public sealed class ConnectionBlocks
{
    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    [InlineData(16_384)]
    public void Connections_get_16_kilobytes(int asked)
    {
        using var pool = new ConnectionMemory().Create();
        using var block = pool.Rent(asked);
        Assert.Equal((16_384, 16_384), (block.Memory.Length, pool.MaxBufferSize));
    }

    [Fact]
    public void Blocks_are_used_again_and_no_more_than_16_megabytes_are_kept()
    {
        using var pool = new ConnectionMemory().Create();
        var first = Enumerable.Range(0, 1_100).Select(_ => pool.Rent()).ToList();
        Assert.Equal(1_100, first.Distinct().Count());
        first.ForEach(block => block.Dispose());

        var second = Enumerable.Range(0, 1_100).Select(_ => pool.Rent()).ToList();

        Assert.Equal(1_100, second.Distinct().Count());
        Assert.Equal(1_024, second.Intersect(first).Count());
    }

    [Fact]
    public void Whoever_needs_more_is_told()
    {
        using var pool = new ConnectionMemory().Create();
        Assert.Throws<ArgumentOutOfRangeException>(() => pool.Rent(16_385));
    }

    [Fact]
    public async Task The_server_takes_its_memory_from_there()
    {
        await using var app = await PixeliApp.StartAsync();
        Assert.IsType<ConnectionMemory>(app.Services.GetRequiredService<IMemoryPoolFactory<byte>>());
    }
}
