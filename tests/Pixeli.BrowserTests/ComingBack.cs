using Microsoft.Playwright;

namespace Pixeli.BrowserTests;

/// <summary>Back from another site: the page shows who is signed in now, and only what they may see now.</summary>
public sealed class ComingBack(Site site) : IClassFixture<Site>
{
    private const string KeptByTheBrowser = "dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))";

    [Fact]
    public async Task Whoever_signed_out_meanwhile_is_not_shown_the_photo()
    {
        _ = await site.AdministratorAsync(Device.Desktop);
        var page = await site.NewcomerAsync("vera", "Vera");
        var ids = await site.SeedAsync(await page.CreateEventAsync("Seen before"), 1);
        await page.GotoAsync($"/p/{ids[0]}");
        await Assertions.Expect(page.Locator(".viewer .caption strong")).Not.ToBeEmptyAsync();
        await page.GotoAsync("about:blank");
        await SignOutAsync(page.Context);

        await page.GoBackAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Sign in" })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("img")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_page_that_was_kept_as_it_was_left_looks_who_is_there()
    {
        _ = await site.AdministratorAsync(Device.Desktop);
        var page = await site.NewcomerAsync("vid", "Vid");
        await page.GotoAsync("/events/new");
        await page.GetByLabel("Title").FillAsync("Half a title");
        var looked = page.WaitForResponseAsync("**/events/new");
        await page.EvaluateAsync(KeptByTheBrowser);
        await (await looked).FinishedAsync();
        await Assertions.Expect(page.GetByLabel("Title")).ToHaveValueAsync("Half a title");

        await SignOutAsync(page.Context);
        await page.EvaluateAsync(KeptByTheBrowser);
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Sign in" })).ToBeVisibleAsync();
    }

    private static async Task SignOutAsync(IBrowserContext context)
    {
        var other = await context.NewPageAsync();
        await other.GotoAsync("/me");
        await other.GetByRole(AriaRole.Button, new() { Name = "Sign out", Exact = true }).ClickAsync();
        await Assertions.Expect(other.GetByRole(AriaRole.Button, new() { Name = "Sign in" })).ToBeVisibleAsync();
        await other.CloseAsync();
    }
}
