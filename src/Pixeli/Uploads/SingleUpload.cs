using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Pixeli.Accounts;
using Pixeli.Data;
using Pixeli.Hosting.Errors;
using Pixeli.Photos;

namespace Pixeli.Uploads;

/// <summary>One photo in one request: <c>image</c>, <c>event</c> and what is said of it, in parts of any order.</summary>
internal sealed class SingleUpload(PixeliDb db, Staging staging, PhotoIntake intake, IOptions<UploadOptions> options)
{
    public async Task<(IntakeResult? Result, Problem? Problem)> ReceiveAsync(Caller caller, HttpRequest request, CancellationToken cancellationToken)
    {
        if (MultipartParts.ReaderFor(request) is not { } reader)
            return (null, MultipartParts.NotMultipart());
        var form = new Form();
        try
        {
            await ReadAsync(reader, form, cancellationToken);
            return await AcceptAsync(form, caller, cancellationToken);
        }
        catch (EventGoneException)
        {
            return (null, Problem.Invalid("event", "There is no such event."));
        }
        finally
        {
            if (form.Staged is { } staged)
                staging.Discard(staged);
        }
    }

    private async Task ReadAsync(MultipartReader reader, Form form, CancellationToken cancellationToken)
    {
        await foreach (var part in reader.PartsAsync(cancellationToken))
        {
            if (part is { Name: "image", FileName: { } fileName } && form.FileName is null)
            {
                form.FileName = fileName;
                (form.Staged, form.Refusal) = await staging.ReceiveAsync(part.Body, cancellationToken);
            }
            else if (part.FileName is null)
            {
                var text = await part.ReadTextAsync(options.Value.MaxFieldBytes, cancellationToken);
                if (!form.Fields.TryAdd(part.Name, [text]))
                    form.Fields[part.Name].Add(text);
            }
        }
    }

    private async Task<(IntakeResult? Result, Problem? Problem)> AcceptAsync(Form form, Caller caller, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(form.Text("event"), out var eventId))
            return (null, Problem.Invalid("event", form.Text("event") is null ? "This field is required." : "Not an event's id."));
        if (await db.CheckMayAddAsync(eventId, caller, cancellationToken) is { } refusal)
            return (null, refusal.StatusCode == StatusCodes.Status404NotFound ? Problem.Invalid("event", "There is no such event.") : refusal);
        if (form.FileName is null)
            return (null, Problem.Invalid("image", "No file was sent."));
        if (form.Refusal is { } bad)
            return (null, bad.ToProblem("image"));
        var (settings, errors) = form.Settings().Understand();
        if (settings is null)
            return (null, Problem.Invalid([.. errors]));
        var people = await db.PeopleByNameAsync([.. settings.People.Select(name => name.ToUpperInvariant())], cancellationToken);
        if (settings.UnknownIn(people) is { } unknown)
            return (null, Problem.Invalid("tagged_usernames", unknown));
        var file = new IntakeFile(form.Staged!, FileNames.Clean(form.FileName), settings, settings.PeopleIn(people));
        form.Staged = null; // the intake's from here on, also to discard
        return ((await intake.AcceptAsync(eventId, caller.Id, [file], cancellationToken))[0], null);
    }

    private sealed class Form
    {
        public Dictionary<string, List<string>> Fields { get; } = [];

        public string? FileName { get; set; }

        public StagedPhoto? Staged { get; set; }

        public UploadRefusal? Refusal { get; set; }

        public string? Text(string field) => SentFields.Text(Fields, field);

        public PhotoSettings Settings() => SentFields.Settings(Fields);
    }
}
