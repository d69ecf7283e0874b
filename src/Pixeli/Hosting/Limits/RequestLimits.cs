using System.Security.Claims;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.Extensions.Options;
using Pixeli.Hosting.Errors;

namespace Pixeli.Hosting.Limits;

/// <summary>Counts the requests to endpoints that are <see cref="LimitedByAttribute"/>, and refuses those that are too many.</summary>
internal sealed class RequestLimits
{
    private const string AccountClaim = "user_id"; // tokens and cookies carry it alike
    private readonly RequestDelegate _next;
    private readonly Dictionary<Limit, AttemptCounter> _counters;

    public RequestLimits(RequestDelegate next, IOptions<LimitOptions> options, TimeProvider clock)
    {
        _next = next;
        _counters = new()
        {
            [Limit.SignUp] = new(options.Value.SignUpsByAddress, clock),
            [Limit.Code] = new(options.Value.CodesByAddress, clock),
            [Limit.ProviderSignIn] = new(options.Value.ProviderSignInsByAddress, clock),
            [Limit.Upload] = new(options.Value.UploadsByAccount, clock),
            [Limit.Search] = new(options.Value.SearchesByAccount, clock),
        };
    }

    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata is not { } metadata || metadata.GetMetadata<LimitedByAttribute>() is not { Limit: var limit })
            return _next(context);
        if (metadata.GetMetadata<ComponentTypeMetadata>() is not null && limit != Limit.Search && !HttpMethods.IsPost(context.Request.Method))
            return _next(context); // looking at a form is not sending it
        var attempt = _counters[limit].Take(Key(limit, context));
        if (attempt.IsAllowed)
            return _next(context);
        // No body: who asked for a page gets one from the status, everybody else a problem.
        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        context.Response.Headers.RetryAfter = Problem.Seconds(attempt.Wait);
        return Task.CompletedTask;
    }

    private static string Key(Limit limit, HttpContext context) =>
        limit is Limit.Upload or Limit.Search && context.User.FindFirstValue(AccountClaim) is { } account ? account : ClientAddress.Of(context);
}
