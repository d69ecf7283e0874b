namespace Pixeli.Photos;

public static class Downloads
{
    /// <summary>
    /// Whether a request begins a download: one that is resumed asks for the rest, one that is cached asks whether it is new, and a
    /// browser that shows the picture in a page (Fetch Metadata) only looks closer.
    /// </summary>
    public static bool IsDownload(this HttpRequest request)
    {
        var headers = request.GetTypedHeaders();
        return HttpMethods.IsGet(request.Method) && request.Headers["Sec-Fetch-Dest"] != "image" && headers.IfNoneMatch.Count == 0
            && (headers.Range is null || headers.Range.Ranges.First().From == 0);
    }
}
