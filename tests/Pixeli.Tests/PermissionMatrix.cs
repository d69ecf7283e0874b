using System.Globalization;
using Pixeli.Accounts;
using Pixeli.Data;
using Pixeli.Events;
using Pixeli.Media;
using Pixeli.Photos;
using Pixeli.Storage;
using Pixeli.Tests.Resumable;

namespace Pixeli.Tests;

/// <summary>
/// Each row of the permission table for each kind of person, on every route. Who may is written out here, letter by letter,
/// and shares nothing with the code: photographer, coordinator and tagged are public people who are no more than that.
/// </summary>
public sealed class PermissionMatrix(PermissionMatrix.Cast cast) : IClassFixture<PermissionMatrix.Cast>
{
    private const string Everyone = "public member photographer coordinator tagged administrator";
    private const string Members = "member coordinator administrator";
    private const string Nobody = "coordinator administrator";
    private const string Owners = "photographer coordinator tagged administrator";

    private static readonly string[] Permissions = ["PUB", "IMG", "PRV"];

    private static readonly Dictionary<string, string> MayReadEvent = new() { ["PUB"] = Everyone, ["IMG"] = Members, ["PRV"] = Nobody };

    /// <summary>By read and write permission of the event.</summary>
    private static readonly Dictionary<(string, string), string> MayAdd = new()
    {
        [("PUB", "PUB")] = Everyone,
        [("PUB", "IMG")] = Members,
        [("PUB", "PRV")] = Nobody,
        [("IMG", "PUB")] = Members,
        [("IMG", "IMG")] = Members,
        [("IMG", "PRV")] = Nobody,
        [("PRV", "PUB")] = Nobody,
        [("PRV", "IMG")] = Nobody,
        [("PRV", "PRV")] = Nobody,
    };

    /// <summary>By read permission of the event and of the photo.</summary>
    internal static readonly Dictionary<(string, string), string> MayReadPhoto = new()
    {
        [("PUB", "PUB")] = Everyone,
        [("PUB", "IMG")] = Owners + " member",
        [("PUB", "PRV")] = Owners,
        [("IMG", "PUB")] = Owners + " member",
        [("IMG", "IMG")] = Owners + " member",
        [("IMG", "PRV")] = Owners,
        [("PRV", "PUB")] = Owners,
        [("PRV", "IMG")] = Owners,
        [("PRV", "PRV")] = Owners,
    };

    private const string MayEditEvent = "coordinator administrator";
    private const string MayDeletePhoto = "photographer coordinator administrator";
    private const string MaySeeCounters = "photographer administrator";

    public static TheoryData<string, string, string> Combinations()
    {
        var combinations = new TheoryData<string, string, string>();
        foreach (var (read, write, photo) in from read in Permissions from write in Permissions from photo in Permissions select (read, write, photo))
            combinations.Add(read, write, photo);
        return combinations;
    }

    [Theory]
    [MemberData(nameof(Combinations))]
    public async Task Everybody_may_what_the_table_says_and_no_more(string eventRead, string eventWrite, string photoRead)
    {
        var coordinator = cast.People["coordinator"];
        var eventId = await coordinator.CreateEventAsync($"{eventRead} {eventWrite} {photoRead}", eventRead, eventWrite);
        var photo = await cast.AddPhotoAsync(eventId, photoRead);
        var wrong = new List<string>();
        foreach (var (kind, person) in cast.People)
        {
            bool Is(string who) => who.Split(' ').Contains(kind);
            var (readsEvent, readsPhoto) = (Is(MayReadEvent[eventRead]), Is(MayReadPhoto[(eventRead, photoRead)]));
            var photoToDelete = await cast.AddPhotoAsync(eventId, photoRead);
            var nothing = new BulkBody().Metadata();
            var mayAdd = Is(MayAdd[(eventRead, eventWrite)]);
            object question = new { sha256 = new[] { new string('0', 64) } };

            await CheckAsync("read event", Status(readsEvent ? 200 : 404), person.GetAsync($"/events/{eventId}/"));
            await CheckAsync("list photos", Status(readsEvent ? 200 : 404), person.GetAsync($"/events/{eventId}/photos/"));
            await CheckAsync("list places of photos", Status(readsEvent ? 200 : 404), person.GetAsync($"/events/{eventId}/photos/skeleton/"));
            if (!readsEvent)
                await CheckAsync("watch the event", Status(404), person.GetAsync($"/events/{eventId}/stream")); // has no end for who may
            await CheckAsync("read photo", Status(readsPhoto ? 200 : 404), person.GetAsync($"/photos/{photo}/"));
            await CheckAsync("see a picture", kind == "anonymous" ? 410 : readsPhoto ? 200 : 410, person.GetAsync(cast.MediaUrl(photo, person)));
            // An upload without files is refused after the permission was looked at: 400 says that it was there.
            await CheckAsync(
                "add photos", Status(mayAdd ? 400 : readsEvent ? 403 : 404), person.BulkUploadAsync(eventId, nothing));
            await CheckAsync("begin an upload", Status(mayAdd ? 201 : readsEvent ? 403 : 400), person.CreateUploadAsync(9, Tus.Metadata(("event", $"{eventId}"))));
            await CheckAsync("ask which files are there", Status(mayAdd ? 200 : readsEvent ? 403 : 404), person.PostAsync($"/events/{eventId}/photos/known/", question));
            await CheckAsync(
                "edit event", Status(Is(MayEditEvent) ? 200 : readsEvent ? 403 : 404), person.PatchAsync($"/events/{eventId}/", new { location = kind }));
            await CheckAsync(
                "delete event", Status(Is(MayEditEvent) ? 409 : readsEvent ? 403 : 404), person.DeleteAsync($"/events/{eventId}/"));
            await CheckListsAsync(kind, person, readsEvent, readsPhoto);
            await CheckAsync(
                "delete photo", Status(Is(MayDeletePhoto) ? 204 : readsPhoto ? 403 : 404), person.DeleteAsync($"/photos/{photoToDelete}/"));

            int Status(int signedIn) => kind == "anonymous" ? 401 : signedIn;

            async Task CheckAsync(string what, int expected, Task<Answer> answer)
            {
                if ((await answer).Status is var status && status != expected)
                    wrong.Add($"{kind}: {what} answered {status} instead of {expected}");
            }
        }

        Assert.Empty(wrong);

        async Task CheckListsAsync(string kind, Person person, bool readsEvent, bool readsPhoto)
        {
            if (kind == "anonymous")
                return;
            var inEvents = (await person.GetAsync("/events/")).List.Each("id").Contains(eventId.ToString());
            if (inEvents != readsEvent)
                wrong.Add($"{kind}: in the list of events: {inEvents}");
            if (readsEvent)
            {
                var item = (await person.GetAsync($"/events/{eventId}/photos/")).List.SingleOrDefault(node => node!["id"].Guid == photo);
                if (item is null == readsPhoto)
                    wrong.Add($"{kind}: in the list of photos: {item is not null}");
                if (item is not null && item["can_delete"].IsTrue != MayDeletePhoto.Split(' ').Contains(kind))
                    wrong.Add($"{kind}: can_delete is {item["can_delete"]}");
                var mayAdd = MayAdd[(eventRead, eventWrite)].Split(' ').Contains(kind);
                if ((await person.GetAsync($"/events/{eventId}/"))["can_write"].IsTrue != mayAdd)
                    wrong.Add($"{kind}: can_write is not {mayAdd}");
            }

            if (readsPhoto && (await person.GetAsync($"/photos/{photo}/")).Json.AsObject().ContainsKey("views") != MaySeeCounters.Split(' ').Contains(kind))
                wrong.Add($"{kind}: sees counters or misses them");
        }
    }

    /// <summary>One person of each kind, on one server.</summary>
    public sealed class Cast : IAsyncLifetime
    {
        private PixeliApp _app = null!;

        public Dictionary<string, Person> People { get; } = [];

        public DateTimeOffset Now => _app.Clock.GetUtcNow();

        public async Task InitializeAsync()
        {
            _app = await PixeliApp.StartAsync();
            People["anonymous"] = _app.Anyone;
            foreach (var kind in (string[])["public", "photographer", "coordinator", "tagged"])
                People[kind] = await _app.PersonAsync(username: kind);
            People["member"] = await _app.PersonAsync(Role.Member);
            People["administrator"] = await _app.PersonAsync(Role.Administrator);
        }

        public async Task DisposeAsync() => await _app.DisposeAsync();

        internal async Task<Guid> AddPhotoAsync(Guid eventId, string readPerm)
        {
            var photo = (await _app.AddRowsAsync(eventId, People["photographer"], 1, readPerm: WireCode<Permission>.FromCode(readPerm)))[0];
            await _app.WithDbAsync(async db =>
            {
                db.Add(new TaggedPerson { PhotoId = photo, UserId = People["tagged"].Id, CreatedAt = _app.Clock.UtcNow });
                return await db.SaveChangesAsync();
            });
            await _app.WithAsync(async (IBlobStore store) =>
            {
                foreach (var rendition in Enum.GetValues<MediaRendition>())
                    await store.PutAsync(PhotoBlobs.Rendition(photo, rendition), "picture"u8.ToArray(), CancellationToken.None);
                await store.PutAsync(PhotoBlobs.Original(photo), "original"u8.ToArray(), CancellationToken.None);
                return true;
            });
            return photo;
        }

        /// <summary>The URL that the person would be given if they were given one.</summary>
        internal string MediaUrl(Guid photo, Person viewer, MediaRendition rendition = MediaRendition.Thumbnail)
        {
            var signature = (MediaSignature)_app.Services.GetService(typeof(MediaSignature))!;
            var grant = new MediaGrant(photo, rendition, viewer.Id, 1, _app.Clock.GetUtcNow().AddHours(1).ToUnixTimeSeconds());
            return string.Create(
                CultureInfo.InvariantCulture,
                $"/media/photos/{photo}/{Media.MediaUrls.Name(rendition)}?v=1&p={viewer.Id:N}&e={grant.ExpiresAt}&s={signature.Sign(grant)}");
        }
    }
}
