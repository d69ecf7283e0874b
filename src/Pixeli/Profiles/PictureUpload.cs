using Pixeli.Accounts;
using Pixeli.Hosting.Errors;
using Pixeli.Imaging;
using Pixeli.Uploads;

namespace Pixeli.Profiles;

/// <summary>Takes a profile picture in: the first file of a multipart body, whatever its field is called.</summary>
public sealed class PictureUpload(ProfilePictures pictures, Staging staging)
{
    /// <summary>What the file is called in descriptions and errors; any name is taken.</summary>
    internal const string Field = "image";

    /// <summary>Largest file, in bytes.</summary>
    public const long MaxBytes = 10 * 1024 * 1024;

    /// <summary>Largest request: the file, and room for the parts around it.</summary>
    internal const long MaxRequestBytes = MaxBytes + (64 * 1024);

    /// <returns>The problem, or null when it is done.</returns>
    public async Task<Problem?> ReceiveAsync(Caller caller, HttpRequest request, CancellationToken cancellationToken)
    {
        if (MultipartParts.ReaderFor(request) is not { } reader)
            return MultipartParts.NotMultipart();
        await foreach (var part in reader.PartsAsync(cancellationToken))
        {
            if (part.FileName is { Length: > 0 })
                return await AcceptAsync(caller.Id, part.Body, cancellationToken);
        }

        return Problem.Invalid(Field, "No file was sent.");
    }

    private async Task<Problem?> AcceptAsync(Guid person, Stream body, CancellationToken cancellationToken)
    {
        var (staged, refusal) = await staging.ReceiveAsync(body, cancellationToken);
        if (staged is null)
            return refusal!.ToProblem(Field);
        try
        {
            if (staged.Bytes > MaxBytes)
                return new UploadRefusal(StatusCodes.Status413PayloadTooLarge, $"The picture is larger than {MaxBytes / (1024 * 1024)} MB.").ToProblem(Field);
            await pictures.ReplaceAsync(person, staged, cancellationToken);
            return null;
        }
        catch (ImagingException damaged)
        {
            return UploadRefusal.Of(damaged).ToProblem(Field);
        }
        finally
        {
            staging.Discard(staged);
        }
    }
}
