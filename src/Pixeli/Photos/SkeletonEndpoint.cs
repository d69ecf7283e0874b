using System.Buffers;
using System.Buffers.Binary;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Pixeli.Accounts;
using Pixeli.Data;
using Pixeli.Events;
using Pixeli.Hosting.ApiDocument;
using Pixeli.Hosting.Errors;

namespace Pixeli.Photos;

/// <summary>
/// <c>GET /events/{id}/photos/skeleton</c>: of every photo of an event just what its place in a gallery needs, in 28 bytes each, so that
/// ten thousand can be laid out, and any of them jumped to, before a page of them is loaded. Numbers are big-endian.
/// </summary>
/// <remarks>
/// 16 bytes the id; 6 bytes the time it was taken in milliseconds since 1970 (signed); 1 byte quarters of an hour its clock was ahead of UTC
/// (signed); 1 byte its width over its height in 24ths, from 10 to 72; 1 byte what it is and what the caller may do: bits 0–1 status
/// (pending, processing, completed, failed), bit 2 edit, bit 3 delete, bit 4 share, bit 5 a placeholder follows; 3 bytes the beginning of
/// its ThumbHash, which is its average colour.
/// </remarks>
internal static class SkeletonEndpoint
{
    public const int RecordBytes = 28;

    private const string Meaning =
        "28 bytes a photo, numbers big-endian: 16 the id; 6 the time in milliseconds since 1970, signed; 1 quarters of an hour its clock was ahead "
        + "of UTC, signed; 1 width over height in 24ths, from 10 to 72; 1 bits 0–1 status (PE, PR, CO, FA), bit 2 can_edit, bit 3 can_delete, bit 4 can_share, "
        + "bit 5 has a placeholder; 3 the placeholder's beginning, which is the average colour.";

    private const int FlushEvery = 400; // records: some ten kilobytes

    public static void MapSkeleton(this IEndpointRouteBuilder routes) => routes.MapGet("/events/{id:guid}/photos/skeleton", SendAsync)
        .RequireAuthorization().WithTags("Events").WithSummary("What the layout of an event's gallery needs, of all photos")
        .WithDescription(Meaning).WithQuery(("sort", "-timestamp for the newest first."))
        .Produces(200, contentType: "application/octet-stream").ProducesProblem(400).ProducesProblem(401).ProducesProblem(404);

    private static async Task<IResult> SendAsync(
        Guid id, string? sort, Caller caller, PixeliDb db, HttpContext context, CancellationToken cancellationToken)
    {
        if (sort is not (null or "" or "timestamp" or "-timestamp"))
            return Problem.Invalid("sort", "Either timestamp or -timestamp.");
        if (!await db.Events.Where(EventAccess.CanRead(caller)).AnyAsync(item => item.Id == id, cancellationToken))
            return Problem.NotFound();
        var statement = sort == "-timestamp" ? PhotoStatements.SkeletonNewestFirst : PhotoStatements.Skeleton;
        context.Response.ContentType = "application/octet-stream";
        context.Response.Headers.CacheControl = "private, no-cache";
        var body = context.Response.BodyWriter;
        var count = 0;
        await foreach (var row in statement(db, id, caller.Id, caller.IsAdministrator, caller.IsMember).WithCancellation(cancellationToken))
        {
            Write(body, row);
            if (++count % FlushEvery == 0)
                await body.FlushAsync(cancellationToken);
        }

        await body.CompleteAsync();
        return Results.Empty;
    }

    private static void Write(IBufferWriter<byte> body, SkeletonRow row)
    {
        var record = body.GetSpan(RecordBytes);
        row.Id.TryWriteBytes(record, bigEndian: true, out _);
        var milliseconds = new DateTimeOffset(row.Timestamp, TimeSpan.Zero).ToUnixTimeMilliseconds();
        BinaryPrimitives.WriteInt16BigEndian(record[16..], (short)(milliseconds >> 32));
        BinaryPrimitives.WriteUInt32BigEndian(record[18..], (uint)milliseconds);
        record[22] = (byte)(sbyte)Math.Clamp((row.UtcOffset ?? 0) / 15, -96, 96);
        record[23] = (byte)PhotoShape.Step(row.Width, row.Height);
        record[24] = (byte)((int)row.Status | (row.CanEdit ? 4 : 0) | (row.CanDelete ? 8 : 0) | (row.CanShare ? 16 : 0) | (row.Placeholder is { Length: >= 3 } ? 32 : 0));
        record[25..RecordBytes].Clear();
        if (row.Placeholder is { Length: >= 3 } placeholder)
            placeholder.AsSpan(0, 3).CopyTo(record[25..]);
        body.Advance(RecordBytes);
    }
}

/// <summary>What a photo's place in a gallery needs.</summary>
internal sealed record SkeletonRow(
    Guid Id, DateTime Timestamp, int? UtcOffset, int Width, int Height, PhotoStatus Status, bool CanEdit, bool CanDelete, bool CanShare, byte[]? Placeholder)
{
    public static readonly Expression<AsSeen<Photo, SkeletonRow>> Projection = (photo, person, isAdministrator, isMember) => new SkeletonRow(
        photo.Id,
        photo.Timestamp,
        photo.UtcOffset,
        photo.Width,
        photo.Height,
        photo.Status,
        PhotoAccess.Edit.Of(photo, person, isAdministrator, isMember),
        PhotoAccess.Delete.Of(photo, person, isAdministrator, isMember),
        PhotoAccess.Share.Of(photo, person, isAdministrator, isMember),
        photo.Placeholder);
}
