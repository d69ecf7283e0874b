using Pixeli.Accounts;
using Pixeli.Data;
using Pixeli.Hosting.ApiDocument;
using Pixeli.Hosting.Errors;
using Pixeli.Hosting.Paging;
using Pixeli.Photos;

namespace Pixeli.Sharing;

internal static class ShareEndpoints
{
    public static void MapShareEndpoints(this IEndpointRouteBuilder routes)
    {
        var shares = routes.MapGroup("/photos").RequireAuthorization().WithTags("Sharing").ProducesProblem(404);
        shares.MapPost("/{id:guid}/share", CreateAsync).WithSummary("Make a link that shows a photo to anyone who has it")
            .WithExample("""{"variant_key": "W", "expires_at": "2026-12-31T00:00:00Z"}""")
            .Produces<ShareItem>(201).ProducesProblem(400).ProducesProblem(401).ProducesProblem(403).ProducesProblem(409);
        shares.MapGet("/{id:guid}/shares", ListAsync).WithSummary("A photo's live links").WithPages().Produces<List<ShareItem>>().ProducesProblem(400).ProducesProblem(401);
        shares.MapDelete("/share/{token}", RevokeAsync).WithSummary("Revoke a link").Produces(204).ProducesProblem(401).ProducesProblem(403);
        shares.MapGet("/share/{token}", FindAsync).WithSummary("What a link leads to").Produces<ShareItem>().AllowAnonymous();
    }

    private static async Task<IResult> CreateAsync(
        Guid id, ShareRequest body, Caller caller, ShareLinks shares, TimeProvider clock, CancellationToken cancellationToken)
    {
        var errors = new List<FieldError>();
        var code = body.VariantKey ?? body.Variant;
        if (!WireCode<ShareVariant>.TryParse(code, out var variant))
            errors.Add(new("variant_key", code is null ? "This field is required." : $"One of {WireCode<ShareVariant>.All}."));
        if (body.ExpiresAt is not { } expiresAt)
            errors.Add(new("expires_at", "This field is required."));
        else if (expiresAt <= clock.UtcNow)
            errors.Add(new("expires_at", "This time is not in the future."));
        if (errors.Count > 0)
            return Problem.Invalid(errors);
        var (share, problem) = await shares.CreateAsync(id, variant, body.ExpiresAt!.Value, caller, cancellationToken);
        return problem ?? Results.Created($"/photos/share/{share!.Token}/", share);
    }

    private static async Task<IResult> ListAsync(
        Guid id, Caller caller, ShareLinks shares, ShareTokens tokens, PixeliDb db, HttpContext context, CancellationToken cancellationToken)
    {
        if (PageRequest.Read(context.Request.Query, out var problem) is not { } page)
            return problem!;
        if (!await db.CanReadPhotoAsync(id, caller, cancellationToken))
            return Problem.NotFound();
        return await ListResult.OfAsync(
            context, page, limit => shares.OfPhoto(id, caller, page.After, limit), last => new(last.CreatedAt, tokens.Read(last.Token)!.Value));
    }

    private static async Task<IResult> FindAsync(string token, ShareLinks shares, CancellationToken cancellationToken) =>
        await shares.FindAsync(token, cancellationToken) is { } share ? Results.Ok(share.Item) : Problem.NotFound();

    private static async Task<IResult> RevokeAsync(string token, Caller caller, ShareLinks shares, CancellationToken cancellationToken) =>
        await shares.RevokeAsync(token, caller, cancellationToken) ?? Results.NoContent();

    internal sealed record ShareRequest(string? VariantKey, string? Variant, DateTime? ExpiresAt);
}
