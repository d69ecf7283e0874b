using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Pixeli.Data;

namespace Pixeli.Accounts.Answers;

/// <summary>
/// Answers the same person's same question with the same bytes as before, while nothing was committed to the database. Never
/// stale: permissions, sessions and everything else that an answer depends on is in the database, but for the addresses of
/// pictures, which live for much longer than an answer is kept.
/// </summary>
internal sealed class WhileUnchanged(DatabaseVersion version, TimeProvider clock, IOptions<JsonOptions> json) : IEndpointFilter, IDisposable
{
    private const long MostBytes = 16 << 20;
    private const int Overhead = 1024; // of an entry, about
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private readonly MemoryCache _kept = new(new MemoryCacheOptions { SizeLimit = MostBytes });

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (Caller.Of(http) is not { } caller)
            return await next(context);
        // Before anything is read: what is committed while the answer is made makes it old already.
        var now = await version.ReadAsync(http.RequestServices.GetRequiredService<PixeliDb>(), http.RequestAborted);
        var question = new Question(caller.Id, http.Request.Scheme, http.Request.Host.Value, http.Request.Path.Value, http.Request.QueryString.Value);
        if (_kept.TryGetValue(question, out Answer? kept) && kept!.Version == now && clock.GetUtcNow() - kept.MadeAt < Longest)
        {
            http.Response.Headers.Link = kept.Link;
            return Results.Bytes(kept.Body, Answer.ContentType);
        }

        var result = await next(context);
        if (result is not (IStatusCodeHttpResult { StatusCode: StatusCodes.Status200OK } and IValueHttpResult { Value: System.Collections.ICollection list }))
            return result; // an error, or a list that is streamed
        var body = JsonSerializer.SerializeToUtf8Bytes(list, list.GetType(), json.Value.SerializerOptions);
        _kept.Set(question, new Answer(now, clock.GetUtcNow(), body, http.Response.Headers.Link), new MemoryCacheEntryOptions
        {
            Size = body.Length + Overhead,
            AbsoluteExpirationRelativeToNow = Longest,
        });
        return Results.Bytes(body, Answer.ContentType);
    }

    public void Dispose() => _kept.Dispose();

    private sealed record Question(Guid Person, string Scheme, string? Host, string? Path, string? Query);

    private sealed record Answer(string Version, DateTimeOffset MadeAt, byte[] Body, StringValues Link)
    {
        public const string ContentType = "application/json; charset=utf-8";
    }
}
