using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Features.Authentication;

namespace Pixeli.Hosting;

/// <summary>
/// An answer that may last for hours, as a WebSocket or a stream of events. It begins when all that looked at its request is done with it, so that it
/// holds none of that: neither the services of the request, its database context above all, nor the token or cookie and what was read from it.
/// </summary>
/// <param name="answer">Gives the answer, with the services of the program and not of a request, and without a user.</param>
public sealed class LastingAnswer(Func<HttpContext, Task> answer) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Features.Set(this);
        return Task.CompletedTask;
    }

    internal Task BeginAsync(HttpContext context) => answer(context);
}

/// <summary>Begins each <see cref="LastingAnswer"/>. Whatever comes after it in the pipeline looks at a request and at the beginning of its answer only.</summary>
internal sealed class LastingAnswers(RequestDelegate next, IServiceProvider services)
{
    public async Task InvokeAsync(HttpContext context)
    {
        await next(context);
        if (context.Features.Get<LastingAnswer>() is not { } answer)
            return;
        await LetGoAsync(context);
        await answer.BeginAsync(context);
    }

    private async ValueTask LetGoAsync(HttpContext context)
    {
        if (context.Features.Get<IServiceProvidersFeature>() is IAsyncDisposable request)
            await request.DisposeAsync();
        context.Features.Set<LastingAnswer>(null);
        context.Features.Set<IHttpAuthenticationFeature>(null);
        context.Features.Set<IAuthenticateResultFeature>(null);
        context.Features.Set<IItemsFeature>(null);
        context.Features.Set<IQueryFeature>(null);
        (context.Request.Headers.Authorization, context.Request.Headers.Cookie) = (default, default);
        context.RequestServices = services; // last: a context keeps features that it knows until it is asked for one again
    }
}
