using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Pixeli.Hosting.Errors;

namespace Pixeli.Hosting.Paging;

/// <summary>
/// <c>?limit=</c> (1–500) and the opaque <c>cursor</c> of a list. Without a limit the whole list is wanted. A cursor holds the
/// sort key of the last item of the page before, so that pages stay correct while rows come and go.
/// </summary>
public sealed record PageRequest(int? Limit, PageKey? After)
{
    public const int MaxLimit = 500;

    /// <summary>Reads the query; null with a <paramref name="problem"/> when it makes no sense.</summary>
    public static PageRequest? Read(IQueryCollection query, out Problem? problem)
    {
        problem = null;
        int? limit = null;
        var text = query.TryGetValue("limit", out var value) ? value.ToString() : query["l"].ToString();
        if (text.Length > 0)
        {
            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > MaxLimit)
            {
                problem = Problem.Invalid("limit", $"A number from 1 to {MaxLimit}.");
                return null;
            }

            limit = number;
        }

        PageKey? after = null;
        if (query["cursor"].ToString() is { Length: > 0 } cursor)
        {
            after = PageKey.Parse(cursor);
            if (after is null)
                problem = Problem.Invalid("cursor", "Not a cursor of this list.");
        }

        return problem is null ? new(limit, after) : null;
    }
}

/// <summary>Where a page ended: the instant and the id its last item is sorted by.</summary>
/// <param name="Instant">The last item's.</param>
/// <param name="Id">The last item's.</param>
/// <param name="Score">By what it is sorted instead of the instant, in the part of a list that is a ranking; null elsewhere.</param>
public sealed record PageKey(DateTime Instant, Guid Id, float? Score = null)
{
    /// <summary>Before everything.</summary>
    public static PageKey First { get; } = new(DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc), Guid.Empty);

    /// <summary>After everything.</summary>
    public static PageKey Last { get; } = new(DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc), Guid.AllBitsSet);

    // A score is written by its bits, so that it comes back as it was.
    public override string ToString() => Base64Url.EncodeToString(Encoding.ASCII.GetBytes(Score is { } score
        ? string.Create(CultureInfo.InvariantCulture, $"{Instant.Ticks:x}.{Id:N}.{BitConverter.SingleToUInt32Bits(score):x}")
        : string.Create(CultureInfo.InvariantCulture, $"{Instant.Ticks:x}.{Id:N}")));

    public static PageKey? Parse(string text)
    {
        if (text.Length > 100 || !Base64Url.IsValid(text))
            return null;
        var parts = Encoding.ASCII.GetString(Base64Url.DecodeFromChars(text)).Split('.');
        if (parts.Length is not (2 or 3)
            || !long.TryParse(parts[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var ticks)
            || ticks < 0 || ticks > DateTime.MaxValue.Ticks
            || !Guid.TryParseExact(parts[1], "N", out var id))
            return null;
        var key = new PageKey(new DateTime(ticks, DateTimeKind.Utc), id);
        if (parts.Length == 2)
            return key;
        return uint.TryParse(parts[2], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var bits)
            && BitConverter.UInt32BitsToSingle(bits) is var score && float.IsFinite(score)
                ? key with { Score = score }
                : null;
    }
}
