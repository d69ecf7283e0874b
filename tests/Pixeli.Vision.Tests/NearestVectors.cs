using Pixeli.Vision.Vectors;

namespace Pixeli.Vision.Tests;

public sealed class NearestVectors : IDisposable
{
    private const int Dimensions = 72;

    private readonly VectorIndex _index = new(Dimensions);
    private readonly Random _random = new(5);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void They_come_nearest_first_and_with_their_cosine(int threads)
    {
        var vectors = Fill(5000);
        var query = Vector();

        var found = _index.Nearest(query, 20, threads: threads);

        var exact = vectors.ToDictionary(entry => entry.Key, entry => VectorMath.Dot(entry.Value, query));
        Assert.Equal(20, found.Count);
        Assert.Equal(found.OrderByDescending(match => match.Score), found);
        Assert.All(found, match => Assert.Equal(exact[match.Id], match.Score, 0.01f));
        Assert.True(found.Select(match => match.Id).Intersect(exact.OrderByDescending(pair => pair.Value).Take(20).Select(pair => pair.Key)).Count() >= 18);
    }

    [Theory]
    [InlineData(10)] // looked up one by one
    [InlineData(4500)] // scanned
    public void Only_those_permitted_are_found(int permitted)
    {
        var vectors = Fill(5000);
        var among = vectors.Keys.Take(permitted).ToHashSet();

        var found = _index.Nearest(Vector(), 10, among: among);

        Assert.Equal(10, found.Count);
        Assert.All(found, match => Assert.Contains(match.Id, among));
    }

    [Fact]
    public void What_is_removed_or_replaced_is_found_no_more()
    {
        var vectors = Fill(4200);
        foreach (var id in vectors.Keys.Where((_, at) => at % 3 == 0))
            Assert.True(_index.Remove(id));
        Assert.False(_index.Remove(Guid.CreateVersion7()));
        var (kept, replaced) = (vectors.Skip(1).First(), vectors.Skip(2).First());
        _index.Set(replaced.Key, Vector());

        Assert.Equal(2800, _index.Count);
        Assert.Equal(kept.Key, _index.Nearest(kept.Value, 1)[0].Id);
        Assert.NotEqual(replaced.Key, _index.Nearest(replaced.Value, 1)[0].Id);
        Assert.Empty(_index.Nearest(vectors.First().Value, 5, least: 0.99f));
    }

    [Fact]
    public void A_vector_of_another_length_is_refused()
    {
        Assert.Throws<ArgumentException>(() => _index.Set(Guid.CreateVersion7(), [1, 2]));
        Assert.Throws<ArgumentException>(() => _index.Nearest([1, 2], 1));
    }

    [Fact]
    public void An_empty_index_and_a_vector_without_length_find_nothing_to_compare()
    {
        Assert.Empty(_index.Nearest(Vector(), 5));
        _index.Set(Guid.CreateVersion7(), new float[Dimensions]);

        Assert.Equal(0, _index.Nearest(Vector(), 5)[0].Score);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(128)]
    [InlineData(523)]
    public void All_instructions_give_the_same_sum(int length)
    {
        var bytes = Enumerable.Range(0, length).Select(_ => (sbyte)_random.Next(-127, 128)).ToArray();
        var numbers = Enumerable.Range(0, length).Select(_ => (short)_random.Next(-8191, 8192)).ToArray();
        var expected = bytes.Zip(numbers).Sum(pair => pair.First * pair.Second);

        Assert.Equal(expected, ByteDot.Of(bytes, numbers));
        Assert.Equal(expected, ByteDot.Anywhere(bytes, numbers));
        if (System.Runtime.Intrinsics.X86.Avx2.IsSupported)
            Assert.Equal(expected, ByteDot.Middle(bytes, numbers));
    }

    public void Dispose() => _index.Dispose();

    private Dictionary<Guid, float[]> Fill(int count)
    {
        var vectors = Enumerable.Range(0, count).ToDictionary(_ => Guid.CreateVersion7(), _ => Vector());
        foreach (var (id, vector) in vectors)
            _index.Set(id, vector);
        return vectors;
    }

    private float[] Vector() => VectorMath.Normalised([.. Enumerable.Range(0, Dimensions).Select(_ => (float)(_random.NextDouble() - 0.5))]);
}
