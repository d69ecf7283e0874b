using System.Globalization;
using Microsoft.Extensions.Options;

namespace Pixeli.Media;

/// <summary>Makes media URLs: absolute, signed, expiring, and the same for the same person within a window so that caches work.</summary>
public sealed class MediaUrls
{
    private readonly MediaSignature _signature;
    private readonly TimeProvider _clock;
    private readonly IHttpContextAccessor _request;
    private readonly MediaOptions _options;
    private volatile Reached? _reached;

    internal MediaUrls(MediaSignature signature, TimeProvider clock, IHttpContextAccessor request, IOptions<MediaOptions> options)
    {
        _signature = signature;
        _clock = clock;
        _request = request;
        _options = options.Value;
    }

    /// <summary>The site's own address without a slash at the end: as configured, else as the client reached it.</summary>
    public string PublicAddress => _options.PublicAddress?.TrimEnd('/') ?? (_request.HttpContext?.Request is { } request ? AddressOf(request) : "");

    /// <summary>The URL under which <paramref name="viewer"/> may fetch a rendition.</summary>
    public string For(Guid photo, MediaRendition rendition, int version, Guid viewer)
    {
        var grant = new MediaGrant(photo, rendition, viewer, version, Expiry(photo));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{PublicAddress}/media/photos/{photo}/{Name(rendition)}?v={version}&p={viewer:N}&e={grant.ExpiresAt}&s={_signature.Sign(grant)}");
    }

    /// <summary>The URL of a person's profile picture, the same for everybody; null while they have none (version 0).</summary>
    public string? ForPictureOf(Guid person, int version)
    {
        if (version == 0)
            return null;
        var expiresAt = Expiry(person);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{PublicAddress}/media/people/{person}/picture?v={version}&e={expiresAt}&s={_signature.SignPicture(person, version, expiresAt)}");
    }

    public static string Name(MediaRendition rendition) => rendition switch
    {
        MediaRendition.Thumbnail => "thumbnail",
        MediaRendition.Preview => "preview",
        MediaRendition.Watermarked => "watermarked",
        _ => throw new ArgumentOutOfRangeException(nameof(rendition)),
    };

    public static bool TryParseName(string name, out MediaRendition rendition) =>
        Enum.TryParse(name, ignoreCase: true, out rendition) && Name(rendition) == name;

    // Asked for each photo of a list: all of them were reached by the same address, and mostly those of the next list too.
    private string AddressOf(HttpRequest request)
    {
        if (_reached is { } reached && reached.Scheme == request.Scheme && reached.Host == request.Host && reached.Base == request.PathBase)
            return reached.Address;
        var address = $"{request.Scheme}://{request.Host}{request.PathBase}";
        _reached = new(request.Scheme, request.Host, request.PathBase, address);
        return address;
    }

    private sealed record Reached(string Scheme, HostString Host, PathString Base, string Address);

    // Windows begin at a different moment for each photo: a gallery's URLs do not all change at once.
    private long Expiry(Guid id)
    {
        var window = (long)_options.Window.TotalSeconds;
        var shift = (uint)id.GetHashCode() % window;
        var now = _clock.GetUtcNow().ToUnixTimeSeconds();
        return (((now + shift) / window) + 2) * window - shift;
    }
}
