using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Pixeli.Accounts;
using Pixeli.Data;
using Pixeli.Events;
using Pixeli.Imaging;
using Pixeli.Photos;
using Pixeli.Uploads;
using Spectre.Console;

namespace Pixeli.Demo;

/// <summary>What making the demonstration changed.</summary>
internal sealed record DemoReport(List<(string Username, string Password)> Passwords, int NewEvents, int NewPhotos);

/// <summary>Makes what is missing of the demonstration, through the same doors that people use.</summary>
internal sealed class DemoMaker(IServiceScopeFactory scopes, Staging staging)
{
    private static readonly TimeSpan ProcessingLook = TimeSpan.FromMilliseconds(100);

    public async Task<DemoReport> MakeAsync(ProgressContext progress, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PixeliDb>();
        var passwords = await MakePeopleAsync(scope.ServiceProvider, db, cancellationToken);
        var (newEvents, newPhotos) = (0, 0);
        foreach (var item in DemoSite.Events)
        {
            var (id, isNew) = await FindOrCreateAsync(scope.ServiceProvider, db, item, cancellationToken);
            newEvents += isNew ? 1 : 0;
            newPhotos += await MakePhotosAsync(item, id, progress.AddTask(item.Title, maxValue: item.Photos), cancellationToken);
            await WaitUntilProcessedAsync(db, id, cancellationToken);
            await MakeLikesAsync(db, id, cancellationToken);
        }

        return new(passwords, newEvents, newPhotos);
    }

    private static async Task<List<(string, string)>> MakePeopleAsync(IServiceProvider services, PixeliDb db, CancellationToken cancellationToken)
    {
        var made = new List<(string, string)>();
        foreach (var person in DemoSite.People)
        {
            if (await db.Users.AnyAsync(user => user.UserName == person.Username, cancellationToken))
                continue;
            var password = RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyz23456789", 12);
            var (user, errors) = await services.GetRequiredService<AccountCreation>().CreateVerifiedAsync(
                new(person.Username, $"{person.Username}@demo.invalid", person.Name, password), Role.Member);
            if (user is null)
                throw new InvalidOperationException(errors[0].Message);
            made.Add((person.Username, password));
        }

        return made;
    }

    private static async Task<(Guid Id, bool IsNew)> FindOrCreateAsync(
        IServiceProvider services, PixeliDb db, DemoEvent item, CancellationToken cancellationToken)
    {
        var coordinator = await CallerAsync(db, item.Coordinator, cancellationToken);
        var known = await db.Events.Where(row => row.Title == item.Title && row.CoordinatorId == coordinator.Id && row.DeletedAt == null)
            .Select(row => (Guid?)row.Id).FirstOrDefaultAsync(cancellationToken);
        if (known is { } id)
            return (id, false);
        var changes = new EventChanges
        {
            Title = new(item.Title),
            Description = new(item.Description),
            Location = new(item.Location),
            ReadPerm = new(item.ReadPerm),
            WritePerm = new("IMG"),
            StartsAt = new(DateTime.SpecifyKind(item.From - DemoSite.Offset, DateTimeKind.Utc)),
            EndsAt = new(DateTime.SpecifyKind(item.From + item.Lasting - DemoSite.Offset, DateTimeKind.Utc)),
        };
        return ((await services.GetRequiredService<EventEdits>().CreateAsync(changes, coordinator, cancellationToken)).Id, true);
    }

    private async Task<int> MakePhotosAsync(DemoEvent item, Guid eventId, ProgressTask task, CancellationToken cancellationToken)
    {
        var made = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, item.Photos), cancellationToken, async (number, token) =>
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<PixeliDb>();
            var name = DemoSite.FileNameOf(item, number);
            if (!await db.Photos.AnyAsync(photo => photo.EventId == eventId && photo.FileName == name, token))
            {
                var photographer = await CallerAsync(db, DemoSite.PhotographerOf(item, number).Username, token);
                using var bytes = new MemoryStream(SyntheticPhoto.Render(DemoSite.PhotoOf(item, number)));
                var (staged, refusal) = await staging.ReceiveAsync(bytes, token);
                var settings = UnderstoodSettings.Default with { Tags = [item.Tags[number % item.Tags.Length]] };
                await scope.ServiceProvider.GetRequiredService<PhotoIntake>().AcceptAsync(
                    eventId,
                    photographer.Id,
                    [new(staged ?? throw new InvalidOperationException(refusal!.Message), name, settings, [])],
                    token);
                Interlocked.Increment(ref made);
            }

            task.Increment(1);
        });
        return made;
    }

    private static async Task WaitUntilProcessedAsync(PixeliDb db, Guid eventId, CancellationToken cancellationToken)
    {
        while (await db.Photos.AnyAsync(
            photo => photo.EventId == eventId && (photo.Status == PhotoStatus.Pending || photo.Status == PhotoStatus.Processing), cancellationToken))
            await Task.Delay(ProcessingLook, cancellationToken);
    }

    // Who likes what follows from their places in the lists, so that it is the same every time.
    private static async Task MakeLikesAsync(PixeliDb db, Guid eventId, CancellationToken cancellationToken)
    {
        var people = await db.Users.Where(user => DemoSite.People.Select(person => person.Username).Contains(user.UserName))
            .OrderBy(user => user.UserName).Select(user => user.Id).ToListAsync(cancellationToken);
        await db.WriteAsync(
            async () =>
            {
                if (await db.Photos.AnyAsync(photo => photo.EventId == eventId && photo.LikesCount > 0, cancellationToken))
                    return;
                var photos = await db.Photos.Where(photo => photo.EventId == eventId).OrderBy(photo => photo.Timestamp).ToListAsync(cancellationToken);
                foreach (var (index, photo) in photos.Index())
                {
                    foreach (var person in people.Where((_, place) => (index * 7) % (place + 2) == 0))
                        photo.Likes.Add(new() { PhotoId = photo.Id, UserId = person, CreatedAt = photo.CreatedAt });
                    photo.LikesCount = photo.Likes.Count;
                }

                await db.SaveChangesAsync(cancellationToken);
            },
            cancellationToken);
    }

    private static Task<Caller> CallerAsync(PixeliDb db, string username, CancellationToken cancellationToken) => db.Users
        .Where(user => user.UserName == username)
        .Select(user => new Caller(user.Id, user.UserName!, user.Name, user.Role, Guid.Empty))
        .FirstAsync(cancellationToken);
}
