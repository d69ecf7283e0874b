using Microsoft.Playwright;

namespace Pixeli.BrowserTests;

/// <summary>Two people look at the same photo, one on a phone.</summary>
public sealed class TalkingAboutPhotos(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task Each_sees_at_once_what_the_other_likes_says_answers_and_takes_back()
    {
        var (ana, ben) = (await site.AdministratorAsync(Device.Phone), await site.NewcomerAsync("ben", "Ben"));
        var path = await ana.CreateEventAsync("Talked about");
        var ids = await site.SeedAsync(path, 2);
        await ben.HoldSecondsAsync();
        await ben.GotoAsync($"/p/{ids[0]}");
        await ana.GotoAsync($"/p/{ids[0]}");
        foreach (var page in (IPage[])[ana, ben])
            await Assertions.Expect(page.Locator(".viewer .caption strong")).Not.ToBeEmptyAsync();

        await ana.GetByRole(AriaRole.Button, new() { Name = "Like", Exact = true }).ClickAsync();
        await Assertions.Expect(ben.Locator(".tool.like .count")).ToHaveTextAsync("1");
        await Assertions.Expect(ben.Locator(".tool.like")).ToHaveAttributeAsync("aria-pressed", "false");
        await ben.Keyboard.PressAsync("l");
        await Assertions.Expect(ana.Locator(".tool.like .count")).ToHaveTextAsync("2");

        await OpenCommentsAsync(ana);
        await OpenCommentsAsync(ben);
        await ana.GetByRole(AriaRole.Textbox, new() { Name = "Write a comment" }).FillAsync("Who is that?");
        await ana.GetByRole(AriaRole.Button, new() { Name = "Send" }).Last.ClickAsync();
        await Assertions.Expect(Comment(ben, "Who is that?")).ToBeVisibleAsync();
        await Assertions.Expect(ben.Locator(".tool.comments .count")).ToHaveTextAsync("1");

        await ben.GetByText("Reply", new() { Exact = true }).ClickAsync();
        await ben.GetByRole(AriaRole.Textbox, new() { Name = "Reply to Ana Kovač" }).FillAsync("My brother");
        await ben.Keyboard.PressAsync("Enter");
        var answer = ana.Locator(".answers > .comment", new() { HasText = "My brother" });
        await Assertions.Expect(answer).ToBeVisibleAsync();
        await Assertions.Expect(ana.GetByText("Reply", new() { Exact = true })).ToHaveCountAsync(1); // answers are not answered
        await Assertions.Expect(ana.Locator(".thread > .comment .about", new() { HasText = "Reply" })).ToBeVisibleAsync(); // where it was before

        await Assertions.Expect(answer.GetByRole(AriaRole.Button)).ToHaveCountAsync(1); // an administrator may delete anybody's
        var own = ben.Locator(".answers > .comment", new() { HasText = "My brother" });
        await own.GetByRole(AriaRole.Button, new() { Name = "Delete the comment of Ben" }).ClickAsync();
        await own.GetByRole(AriaRole.Button, new() { Name = "Really delete" }).ClickAsync();
        await Assertions.Expect(answer).ToHaveCountAsync(0);
        await Assertions.Expect(Comment(ana, "Who is that?")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_could_not_be_sent_says_so_and_is_sent_when_asked_again()
    {
        var page = await site.AdministratorAsync(Device.Phone);
        var ids = await site.SeedAsync(await page.CreateEventAsync("In the cellar"), 1);
        await page.GotoAsync($"/p/{ids[0]}");
        await OpenCommentsAsync(page);
        await page.Context.SetOfflineAsync(true);
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Write a comment" }).FillAsync("Dark here");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send" }).Last.ClickAsync();
        await Assertions.Expect(Comment(page, "Dark here")).ToContainTextAsync("Not sent: There is no connection.");
        await page.Context.SetOfflineAsync(false);
        await Comment(page, "Dark here").GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await Assertions.Expect(page.Locator(".comment:not(.sending, .failed)", new() { HasText = "Dark here" })).ToBeVisibleAsync();
        await page.ReloadAsync();
        await OpenCommentsAsync(page);
        await Assertions.Expect(Comment(page, "Dark here")).ToHaveCountAsync(1);
    }

    private static async Task OpenCommentsAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Comments" }).ClickAsync();
        await Assertions.Expect(page.Locator(".drawer[data-shown=comments]")).ToBeVisibleAsync();
    }

    private static ILocator Comment(IPage page, string words) => page.Locator(".comment", new() { HasText = words });
}
