using Microsoft.EntityFrameworkCore;
using Pixeli.Accounts;
using Pixeli.Data;
using Pixeli.Hosting;
using Pixeli.Hosting.Errors;
using Pixeli.Imaging;
using Pixeli.Tagging;
using Pixeli.Tagging.Engine;
using Pixeli.Uploads;
using Pixeli.Vision;
using SeenFace = Pixeli.Tagging.SeenFace;

namespace Pixeli.FindMe;

/// <summary>Takes in selfies and takes consent back. Of a selfie only the vector of the face is kept.</summary>
public sealed partial class Selfies(
    PixeliDb db, Staging staging, PhotoRenderer renderer, IVisionEngine engine, SelfieTurn turn, TimeProvider clock, ILogger<Selfies> logger)
{
    /// <summary>The form's field.</summary>
    public const string Field = "selfie";

    /// <summary>Largest file, in bytes.</summary>
    public const long MaxBytes = 20 * 1024 * 1024;

    private const int LongestEdge = 1440;

    public async Task<FindMeState> StateAsync(Caller caller, CancellationToken cancellationToken)
    {
        var people = engine.Abilities.People;
        var selfie = await db.Selfies.Where(item => item.UserId == caller.Id)
            .Select(item => new { item.Pack, item.CreatedAt }).FirstOrDefaultAsync(cancellationToken);
        return new(people is not null, selfie is not null, selfie?.CreatedAt, selfie is not null && people is not null && selfie.Pack != people.Pack);
    }

    /// <summary>Takes the first file of a multipart body. Sending it is the consent.</summary>
    public async Task<SelfieAnswer> ReceiveAsync(Caller caller, HttpRequest request, CancellationToken cancellationToken)
    {
        if (engine.Abilities.People is not { } people)
            return Problem.Conflict("Finding people is not installed on this site.");
        if (MultipartParts.ReaderFor(request) is not { } reader)
            return MultipartParts.NotMultipart();
        await foreach (var part in reader.PartsAsync(cancellationToken))
        {
            if (part.FileName is { Length: > 0 })
                return await AcceptAsync(caller, part.Body, people, cancellationToken);
        }

        return Problem.Invalid(Field, "No picture was sent.");
    }

    /// <summary>Takes the consent back: the selfie's vector goes, and what was decided by it. Tags that the person confirmed stay.</summary>
    public Task WithdrawAsync(Caller caller, CancellationToken cancellationToken) => db.WriteAsync(
        async () =>
        {
            await db.Selfies.Where(selfie => selfie.UserId == caller.Id).ExecuteDeleteAsync(cancellationToken);
            await db.FaceVerdicts.Where(verdict => verdict.UserId == caller.Id).ExecuteDeleteAsync(cancellationToken);
        },
        cancellationToken);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A selfie could not be looked at")]
    private partial void LogFailure(Exception failure);

    private async Task<SelfieAnswer> AcceptAsync(Caller caller, Stream body, PackAbility people, CancellationToken cancellationToken)
    {
        var (staged, refusal) = await staging.ReceiveAsync(body, cancellationToken);
        if (staged is null)
            return refusal!.ToProblem(Field);
        try
        {
            if (staged.Bytes > MaxBytes)
                return Problem.TooLarge($"The picture is larger than {MaxBytes / (1024 * 1024)} MB.");
            var faces = await turn.UseAsync(
                () => engine.SeeFaces(renderer.Pixels(staged.Path, LongestEdge, cancellationToken).ToImage()), cancellationToken);
            return await KeepAsync(caller, faces, people, cancellationToken);
        }
        catch (VisionException failure)
        {
            LogFailure(failure);
            return Problem.Conflict("Finding people does not work at the moment. Try again later.");
        }
        catch (ImagingException damaged)
        {
            return UploadRefusal.Of(damaged).ToProblem(Field);
        }
        finally
        {
            staging.Discard(staged); // whatever happened: the picture is not kept
        }
    }

    private async Task<SelfieAnswer> KeepAsync(Caller caller, IReadOnlyList<SeenFace> faces, PackAbility people, CancellationToken cancellationToken)
    {
        var (face, flaw) = SelfieFace.Of(faces);
        if (face is null)
            return new(Problem.Invalid(Field, SelfieFace.Say(flaw)), flaw);
        await db.WriteAsync(
            () => db.Database.ExecuteSqlRawAsync(
                """
                INSERT INTO selfies (user_id, pack, vector, created_at) VALUES ({0}, {1}, {2}, {3})
                ON CONFLICT (user_id) DO UPDATE SET pack = excluded.pack, vector = excluded.vector, created_at = excluded.created_at
                """,
                [caller.Id, people.Pack, Vectors.ToBytes(face.Vector), db.Instant(clock.UtcNow)],
                cancellationToken),
            cancellationToken);
        return SelfieAnswer.Taken;
    }
}

/// <summary>What became of a selfie.</summary>
/// <param name="Problem">Null when it was taken.</param>
/// <param name="Flaw">What was wrong with the picture, if it was that.</param>
public sealed record SelfieAnswer(Problem? Problem, SelfieFlaw? Flaw = null)
{
    public static SelfieAnswer Taken { get; } = new(Problem: null);

    public static implicit operator SelfieAnswer(Problem problem) => FromProblem(problem);

    public static SelfieAnswer FromProblem(Problem problem) => new(problem);
}

/// <summary>Lets one selfie be looked at at a time: a decoded picture takes memory, and a model a core.</summary>
public sealed class SelfieTurn : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    internal async Task<T> UseAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await OwnThread.RunAsync(work, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}
