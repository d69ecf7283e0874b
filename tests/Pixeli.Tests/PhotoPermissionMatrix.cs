using Pixeli.Media;

namespace Pixeli.Tests;

/// <summary>
/// What can be done with a photo, for each kind of person, by read permission of event and photo and share permission of the
/// photo: every route that touches one. Written out letter by letter, as <see cref="PermissionMatrix"/>.
/// </summary>
public sealed class PhotoPermissionMatrix(PermissionMatrix.Cast cast) : IClassFixture<PermissionMatrix.Cast>
{
    private const string Owners = "photographer coordinator administrator";
    private const string Editors = "photographer administrator";

    private static readonly string[] Permissions = ["PUB", "IMG", "PRV"];
    private static readonly string[] SharePermissions = ["AN", "OR", "DI"];

    public static TheoryData<string, string, string> Combinations()
    {
        var combinations = new TheoryData<string, string, string>();
        foreach (var (read, photo, share) in from read in Permissions from photo in Permissions from share in SharePermissions select (read, photo, share))
            combinations.Add(read, photo, share);
        return combinations;
    }

    [Theory]
    [MemberData(nameof(Combinations))]
    public async Task Everybody_may_what_the_table_says_and_no_more(string eventRead, string photoRead, string sharePerm)
    {
        var (coordinator, photographer) = (cast.People["coordinator"], cast.People["photographer"]);
        var eventId = await coordinator.CreateEventAsync($"{eventRead} {photoRead} {sharePerm}", eventRead);
        var elsewhere = await coordinator.CreateEventAsync("to delete from", eventRead);
        var photo = await cast.AddPhotoAsync(eventId, photoRead);
        (await photographer.PatchAsync($"/photos/{photo}/", new { share_perm = sharePerm })).Expect(200);
        var expires = cast.Now.AddDays(1);
        var thread = (await photographer.CommentAsync(photo, "thread"))["id"].Guid;
        var wrong = new List<string>();
        foreach (var (kind, person) in cast.People)
        {
            bool Is(string who) => who.Split(' ').Contains(kind);
            var reads = Is(PermissionMatrix.MayReadPhoto[(eventRead, photoRead)]);
            var shares = reads && (sharePerm == "AN" || (sharePerm == "OR" && Is(Owners)));
            var comment = (await coordinator.CommentAsync(photo, "by the coordinator"))["id"].Guid;

            await CheckAsync("read", reads ? 200 : 404, person.GetAsync($"/photos/{photo}/"));
            await CheckAsync("list likes", reads ? 200 : 404, person.GetAsync($"/photos/{photo}/likes/"));
            await CheckAsync("like", reads ? 201 : 404, person.PostAsync($"/photos/{photo}/likes/", new { }));
            await CheckAsync("unlike", reads ? 200 : 404, person.DeleteAsync($"/photos/{photo}/likes/"));
            await CheckAsync("list comments", reads ? 200 : 404, person.GetAsync($"/photos/{photo}/comments/"));
            await CheckAsync("list answers", reads ? 200 : 404, person.GetAsync($"/comments/{thread}/children/"));
            await CheckAsync("comment", reads ? 201 : 404, person.PostAsync($"/photos/{photo}/comments/", new { content = "hello" }));
            await CheckAsync("delete a comment", Is(Owners) ? 204 : reads ? 403 : 404, person.DeleteAsync($"/photos/{photo}/comments/{comment}/"));
            await CheckAsync("edit", Is(Editors) ? 200 : reads ? 403 : 404, person.PatchAsync($"/photos/{photo}/", new { user_tags = new[] { kind } }));
            await CheckAsync("retry", Is(Editors) ? 409 : reads ? 403 : 404, person.PostAsync($"/photos/{photo}/retry/", new { }));
            await CheckAsync("download", shares ? 200 : reads ? 403 : 404, person.GetAsync($"/photos/{photo}/original/"));
            await CheckAsync("share", shares ? 201 : reads ? 403 : 404, person.PostAsync($"/photos/{photo}/share/", new { variant_key = "W", expires_at = expires }));
            await CheckAsync("list links", reads ? 200 : 404, person.GetAsync($"/photos/{photo}/shares/"));
            foreach (var rendition in Enum.GetValues<MediaRendition>())
                await CheckAsync($"see the {rendition}", reads ? 200 : 410, person.GetAsync(cast.MediaUrl(photo, person, rendition)), anonymous: 410);
            await CheckBatchAsync("batch-edit", new { ids = new[] { photo }, add_tags = new[] { kind } }, Is(Editors));
            await CheckBatchAsync("batch-delete", new { ids = new[] { await cast.AddPhotoAsync(elsewhere, photoRead) } }, Is(Owners));
            await CheckRevokingAsync(kind, person);
            await CheckListsAsync(kind, person, reads, shares);

            async Task CheckAsync(string what, int expected, Task<Answer> answer, int anonymous = 401)
            {
                expected = kind == "anonymous" ? anonymous : expected;
                if ((await answer).Status is var status && status != expected)
                    wrong.Add($"{kind}: {what} answered {status} instead of {expected}");
            }

            async Task CheckBatchAsync(string what, object body, bool may)
            {
                var answer = await person.PostAsync($"/photos/{what}/", body);
                var expected = kind == "anonymous" ? "401" : may ? "done" : reads ? "refused" : "missing";
                var became = answer.Status == 200 ? ((string[])["done", "refused", "missing"]).Single(name => answer[name]!.AsArray().Count == 1) : $"{answer.Status}";
                if (became != expected)
                    wrong.Add($"{kind}: {what} answered {became} instead of {expected}");
            }

            async Task CheckRevokingAsync(string who, Person by)
            {
                if (sharePerm == "DI")
                    return; // there are no links
                var token = (await coordinator.PostAsync($"/photos/{photo}/share/", new { variant_key = "W", expires_at = expires })).Expect(201)["token"].Text;
                await CheckAsync("follow a link", 200, by.GetAsync($"/s/{token}/image"), anonymous: 200);
                await CheckAsync("revoke a link", Is(Owners) ? 204 : 403, by.DeleteAsync($"/photos/share/{token}/"));
            }
        }

        await CheckRemovingOneselfAsync();
        Assert.Empty(wrong);

        async Task CheckListsAsync(string kind, Person person, bool reads, bool shares)
        {
            if (kind == "anonymous")
                return;
            var found = (await person.GetAsync($"/photos/search/?event={eventId}")).Expect(200);
            var item = found["results"]!.AsArray().SingleOrDefault(node => node!["id"].Guid == photo);
            if (item is null == reads || found["count"].Number != (reads ? 1 : 0))
                wrong.Add($"{kind}: found by search: {item is not null}, counted {found["count"]}");
            if (item is not null && item["can_share"].IsTrue != shares)
                wrong.Add($"{kind}: can_share is {item["can_share"]}");
            if (item is not null && item["can_edit"].IsTrue != Editors.Split(' ').Contains(kind))
                wrong.Add($"{kind}: can_edit is {item["can_edit"]}");
            await CheckListAsync($"/photos/by-ids/?ids={photo}", reads);
            await CheckListAsync("/photos/photos-tagged-in/", kind == "tagged");
            await CheckListAsync("/photos/", Editors.Split(' ').Contains(kind));

            async Task CheckListAsync(string path, bool expected)
            {
                if ((await person.GetAsync(path)).Expect(200).List.Any(node => node!["id"].Guid == photo) != expected)
                    wrong.Add($"{kind}: in {path}: {!expected}");
            }
        }

        async Task CheckRemovingOneselfAsync()
        {
            foreach (var (kind, person) in cast.People)
            {
                var expected = kind switch { "anonymous" => 401, "tagged" => 204, _ => 404 };
                if ((await person.DeleteAsync($"/photos/{photo}/tags/me/")).Status is var status && status != expected)
                    wrong.Add($"{kind}: removing oneself answered {status} instead of {expected}");
            }
        }
    }
}
