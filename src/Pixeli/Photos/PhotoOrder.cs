using Pixeli.Hosting.Paging;

namespace Pixeli.Photos;

/// <summary>In what order a list of photos is.</summary>
public enum PhotoOrder
{
    /// <summary>Newest upload first.</summary>
    Uploaded,

    /// <summary>As they were taken.</summary>
    Taken,

    /// <summary>Those taken last first.</summary>
    TakenNewestFirst,
}

/// <summary>Reads and applies orders.</summary>
public static class PhotoOrders
{
    /// <summary>What stands in <c>?sort=</c>; null for what is no order.</summary>
    public static PhotoOrder? Parse(string? sort) => sort switch
    {
        null or "" => PhotoOrder.Uploaded,
        "timestamp" => PhotoOrder.Taken,
        "-timestamp" => PhotoOrder.TakenNewestFirst,
        _ => null,
    };

    /// <summary>Photos in an order, those after a key; null for all.</summary>
    public static IQueryable<Photo> After(this IQueryable<Photo> photos, PageKey? key, PhotoOrder order)
    {
        if (key is { Instant: var instant, Id: var id })
        {
            photos = order switch
            {
                PhotoOrder.Taken => photos.Where(photo => photo.Timestamp >= instant && (photo.Timestamp > instant || photo.Id > id)),
                PhotoOrder.TakenNewestFirst => photos.Where(photo => photo.Timestamp <= instant && (photo.Timestamp < instant || photo.Id < id)),
                _ => photos.Where(photo => photo.Id < id),
            };
        }

        return order switch
        {
            PhotoOrder.Taken => photos.OrderBy(photo => photo.Timestamp).ThenBy(photo => photo.Id),
            PhotoOrder.TakenNewestFirst => photos.OrderByDescending(photo => photo.Timestamp).ThenByDescending(photo => photo.Id),
            _ => photos.OrderByDescending(photo => photo.Id),
        };
    }
}
