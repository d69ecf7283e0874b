using System.Buffers.Binary;

namespace Pixeli.Tests.Photos;

/// <summary>What the layout of a gallery needs of all its photos.</summary>
public sealed class Skeletons(PixeliApp app) : IClassFixture<PixeliApp>
{
    [Theory]
    [InlineData("")]
    [InlineData("?sort=-timestamp")]
    public async Task Every_photo_of_the_list_is_there_in_the_lists_order(string query)
    {
        var (coordinator, guest) = (await app.PersonAsync(), await app.PersonAsync());
        var eventId = await coordinator.CreateEventAsync();
        await app.AddRowsAsync(eventId, coordinator, 900, index => new DateTime(2026, 5, 12, 8, 0, 0, DateTimeKind.Utc).AddSeconds(index * 7 % 300));
        var list = (await guest.GetAsync($"/events/{eventId}/photos/{query}")).Expect(200).List;

        var skeleton = Read((await guest.GetAsync($"/events/{eventId}/photos/skeleton/{query}")).Expect(200).Bytes);

        Assert.Equal(list.Select(photo => photo!["id"].Guid), skeleton.Select(photo => photo.Id));
        Assert.Equal(
            list.Select(photo => photo!["timestamp"]!.GetValue<DateTimeOffset>().ToUnixTimeMilliseconds()), skeleton.Select(photo => photo.Instant));
        Assert.All(skeleton, photo => Assert.Equal(2, photo.Flags & 3)); // completed
        Assert.All(skeleton, photo => Assert.Equal(0, photo.Flags & 12)); // a guest may neither edit nor delete
    }

    [Fact]
    public async Task It_tells_the_shape_the_clock_and_what_the_caller_may_do()
    {
        var coordinator = await app.PersonAsync();
        var eventId = await coordinator.CreateEventAsync();
        var photo = await coordinator.UploadCompletedAsync(eventId);

        var record = Assert.Single(Read((await coordinator.GetAsync($"/events/{eventId}/photos/skeleton/")).Expect(200).Bytes));

        Assert.Equal(photo["id"].Guid, record.Id);
        Assert.Equal(Math.Round(24.0 * photo["width"].Number / photo["height"].Number, MidpointRounding.AwayFromZero), record.Step);
        Assert.Equal((photo["utc_offset"]?.GetValue<int>() ?? 0) / 15, record.Quarters);
        Assert.Equal(2 | 4 | 8 | 16 | 32, record.Flags);
        Assert.Equal(Convert.FromBase64String(photo["placeholder"].Text)[..3], record.Colour);
    }

    [Fact]
    public async Task It_holds_nothing_the_caller_may_not_see()
    {
        var (coordinator, photographer, guest) = (await app.PersonAsync(), await app.PersonAsync(), await app.PersonAsync());
        var eventId = await coordinator.CreateEventAsync();
        var photos = await app.AddRowsAsync(eventId, photographer, 3);
        (await photographer.PatchAsync($"/photos/{photos[1]}/", new { read_perm = "PRV" })).Expect(200);
        var closed = await coordinator.CreateEventAsync(readPerm: "PRV");

        var skeleton = Read((await guest.GetAsync($"/events/{eventId}/photos/skeleton/")).Expect(200).Bytes);

        Assert.Equal([photos[0], photos[2]], skeleton.Select(photo => photo.Id));
        (await guest.GetAsync($"/events/{closed}/photos/skeleton/")).Expect(404);
        (await app.Anyone.GetAsync($"/events/{eventId}/photos/skeleton/")).Expect(401);
        (await guest.GetAsync($"/events/{eventId}/photos/skeleton/?sort=size")).ExpectInvalid("sort");
    }

    [Fact]
    public async Task It_costs_the_same_however_many_there_are()
    {
        var person = await app.PersonAsync();
        var (small, large) = (await person.CreateEventAsync(), await person.CreateEventAsync());
        await app.AddRowsAsync(small, person, 1);
        await app.AddRowsAsync(large, person, 50);

        var few = await app.CountStatementsAsync(() => person.GetAsync($"/events/{small}/photos/skeleton/"));
        var many = await app.CountStatementsAsync(() => person.GetAsync($"/events/{large}/photos/skeleton/"));

        Assert.InRange(few, 1, 3);
        Assert.Equal(few, many);
    }

    private static List<(Guid Id, long Instant, sbyte Quarters, byte Step, byte Flags, byte[] Colour)> Read(byte[] bytes)
    {
        Assert.Equal(0, bytes.Length % 28);
        return [.. bytes.Chunk(28).Select(record => (
            new Guid(record.AsSpan(0, 16), bigEndian: true),
            ((long)BinaryPrimitives.ReadInt16BigEndian(record.AsSpan(16)) << 32) | BinaryPrimitives.ReadUInt32BigEndian(record.AsSpan(18)),
            (sbyte)record[22],
            record[23],
            record[24],
            record[25..]))];
    }
}
