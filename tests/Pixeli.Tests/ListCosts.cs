using Microsoft.AspNetCore.Identity;
using Pixeli.Accounts;
using Pixeli.Accounts.OAuth;

namespace Pixeli.Tests;

/// <summary>Every list costs a constant number of statements, whatever its length.</summary>
public sealed class ListCosts(ListCosts.Site site) : IClassFixture<ListCosts.Site>
{
    private const int MostStatements = 5; // the caller, the permission, the list, and what it refers to

    public static TheoryData<string> Lists() =>
    [
        "/events/", "/events/{event}/photos/", "/photos/", "/photos/photos-tagged-in/", "/photos/photos-tagged-in/?sort=-timestamp", "/photos/search/", "/photos/search/?q=tag&tags=tag",
        "/photos/{photo}/likes/", "/photos/{photo}/comments/", "/comments/{comment}/children/", "/photos/{photo}/shares/", "/notifications/",
    ];

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task A_list_costs_the_same_however_long_it_is(string path)
    {
        var (small, large) = (await CostAsync(site.Small, path), await CostAsync(site.Large, path));

        Assert.True(large.Items > small.Items, $"{path} has {small.Items} and {large.Items} items: the test compares nothing.");
        Assert.InRange(small.Statements, 1, MostStatements);
        Assert.Equal(small.Statements, large.Statements);
        var page = await CostAsync(site.Large, path + (path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "limit=3");
        Assert.InRange(page.Statements, large.Statements - (path.Contains("search", StringComparison.Ordinal) ? 1 : 0), large.Statements); // what a search found was counted by then
    }

    [Theory]
    [InlineData("/auth/users/")]
    [InlineData("/auth/sessions/")]
    public async Task A_list_of_accounts_costs_the_same_however_long_it_is(string path)
    {
        var administrator = await site.App.PersonAsync(Role.Administrator);
        var (before, few) = await CostAsync(new(administrator, default, default, default), path);
        for (var index = 0; index < 5; index++)
        {
            await site.App.PersonAsync();
            await site.App.SignInAsync(administrator);
        }

        var (after, many) = await CostAsync(new(administrator, default, default, default), path);

        Assert.True(many >= few + 5, $"{path} has {few} and {many} items: the test compares nothing.");
        Assert.InRange(before, 1, MostStatements);
        Assert.Equal(before, after);
    }

    [Fact]
    public async Task The_list_of_accounts_elsewhere_costs_the_same_however_many_there_are()
    {
        var (one, many) = (await CostOfProvidersAsync(1), await CostOfProvidersAsync(8));

        Assert.InRange(one, 1, MostStatements);
        Assert.Equal(one, many);
    }

    [Fact]
    public async Task The_inbox_as_a_page_costs_the_same_however_much_has_happened()
    {
        var (before, few) = await InboxAsync(site.Small);
        var (after, many) = await InboxAsync(site.Large);

        Assert.True(many > few, $"The inboxes have {few} and {many} lines: the test compares nothing.");
        Assert.Equal(before, after);

        async Task<(int Statements, int Lines)> InboxAsync(Account account)
        {
            var page = "";
            var statements = await site.App.CountStatementsAsync(async () => page = (await account.Person.GetAsync("/inbox", ("Accept", "text/html"))).Expect(200).Body);
            Assert.Contains($"/media/photos/{account.Photo}/thumbnail", page, StringComparison.Ordinal);
            return (statements, page.Split("href=\"/inbox/").Length - 1);
        }
    }

    private static async Task<int> CostOfProvidersAsync(int count)
    {
        string[] names = [.. Enumerable.Range(0, count).Select(index => $"house-{index}")];
        await using var app = await PixeliApp.StartAsync(null, [.. names.SelectMany(name => new[]
        {
            $"Pixeli:OAuth:Providers:{name}:ClientId=pixeli", $"Pixeli:OAuth:Providers:{name}:Authority=https://{name}.example",
        })]);
        var person = await app.PersonAsync();
        await app.WithDbAsync(db =>
        {
            db.UserLogins.AddRange(names.Select(name => new IdentityUserLogin<Guid> { LoginProvider = name, ProviderKey = name, ProviderDisplayName = name, UserId = person.Id }));
            return db.SaveChangesAsync();
        });
        Answer? answer = null;
        var statements = await app.CountStatementsAsync(async () => answer = (await person.GetAsync("/auth/oauth/")).Expect(200));
        Assert.Equal(count, answer!.List.Count(item => item!["linked"].IsTrue));
        return statements;
    }

    private async Task<(int Statements, int Items)> CostAsync(Account account, string path)
    {
        var url = path.Replace("{event}", $"{account.Event}", StringComparison.Ordinal)
            .Replace("{photo}", $"{account.Photo}", StringComparison.Ordinal)
            .Replace("{comment}", $"{account.Comment}", StringComparison.Ordinal);
        Answer? answer = null;
        var statements = await site.App.CountStatementsAsync(async () => answer = (await account.Person.GetAsync(url)).Expect(200));
        return (statements, path.Contains("search", StringComparison.Ordinal) ? answer!["results"]!.AsArray().Count : answer!.List.Count);
    }

    /// <summary>Somebody, and one of each thing of theirs.</summary>
    public sealed record Account(Person Person, Guid Event, Guid Photo, Guid Comment);

    public sealed class Site : IAsyncLifetime
    {
        public PixeliApp App { get; private set; } = null!;

        public Account Small { get; private set; } = null!;

        public Account Large { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            App = await PixeliApp.StartAsync();
            (Small, Large) = (await FillAsync(1), await FillAsync(8));
        }

        public async Task DisposeAsync() => await App.DisposeAsync();

        private async Task<Account> FillAsync(int count)
        {
            var person = await App.PersonAsync(count == 1 ? Role.Public : Role.Member);
            var eventId = Guid.Empty;
            for (var index = 0; index < count; index++)
            {
                eventId = await person.CreateEventAsync(readPerm: count == 1 ? "PRV" : "IMG");
                await App.AddedAsync(person, await App.PersonAsync(), eventId);
            }

            var photos = await App.AddRowsAsync(eventId, person, count, readPerm: Events.Permission.Private);
            foreach (var photo in photos)
                (await person.PatchAsync($"/photos/{photo}/", new { user_tags = new[] { "tag", "other" }, tagged_usernames = new[] { person.Username } })).Expect(200);
            var comment = (await person.CommentAsync(photos[0], "hello"))["id"].Guid;
            (await person.PatchAsync($"/photos/{photos[0]}/", new { share_perm = "AN", read_perm = "PUB" })).Expect(200);
            for (var index = 0; index < count; index++)
            {
                var guest = await App.PersonAsync(Role.Administrator);
                (await guest.PostAsync($"/photos/{photos[0]}/likes/", new { })).Expect(201);
                await guest.CommentAsync(photos[0], "hello");
                await guest.CommentAsync(photos[0], "hello", comment);
                (await person.PostAsync($"/photos/{photos[0]}/share/", new { variant_key = "W", expires_at = App.Clock.GetUtcNow().AddDays(1) })).Expect(201);
            }

            return new(person, eventId, photos[0], comment);
        }
    }
}
