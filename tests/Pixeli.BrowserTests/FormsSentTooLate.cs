using Microsoft.Playwright;

namespace Pixeli.BrowserTests;

/// <summary>A page was open for days, and who sends its form is signed out by then, or the server is away: nothing that was typed is lost.</summary>
public sealed class FormsSentTooLate(Site site) : IClassFixture<Site>
{
    [Theory]
    [InlineData(Device.Phone, ColorScheme.Dark)]
    [InlineData(Device.Desktop, ColorScheme.Light)]
    public async Task A_comment_is_sent_after_signing_in_again(Device device, ColorScheme scheme)
    {
        var scripted = await site.AdministratorAsync(device);
        var ids = await site.SeedAsync(await scripted.CreateEventAsync($"Open for days on a {device}"), 1);
        var page = await site.AdministratorAsync(device, script: false);
        await page.EmulateMediaAsync(new() { ColorScheme = scheme });
        await page.GotoAsync($"/p/{ids[0]}");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Write a comment" }).FillAsync("It took me days to find these words");
        await page.Context.ClearCookiesAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Send" }).Last.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "You are signed out" })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("blockquote")).ToHaveTextAsync("It took me days to find these words");

        await page.GetByLabel("User name or e-mail").FillAsync(Site.Username);
        await page.GetByLabel("Password").FillAsync("not the one");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in and send" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await page.GetByLabel("Password").FillAsync(Site.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in and send" }).ClickAsync();
        await Assertions.Expect(page.Locator(".comment")).ToContainTextAsync("It took me days to find these words");
        Assert.StartsWith($"{site.Address}/p/{ids[0]}", page.Url, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Device.Phone, ColorScheme.Light)]
    [InlineData(Device.Desktop, ColorScheme.Dark)]
    public async Task A_page_with_script_keeps_it_as_well(Device device, ColorScheme scheme)
    {
        var page = await site.AdministratorAsync(device);
        await page.EmulateMediaAsync(new() { ColorScheme = scheme });
        await page.GotoAsync("/events/new");
        await page.GetByLabel("Title").FillAsync("Thought of long ago");
        await page.Context.ClearCookiesAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Create event" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "You are signed out" })).ToBeVisibleAsync();
        Assert.Equal([], await page.ViolationsAsync());

        await page.SignInAgainAsync();
        await Assertions.Expect(page).ToHaveURLAsync(Intents.EventUrl());
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Thought of long ago" })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#page")).ToHaveAttributeAsync("data-person", new System.Text.RegularExpressions.Regex("."));
    }

    [Fact]
    public async Task The_viewer_says_so_and_leaves_what_was_typed()
    {
        var page = await site.AdministratorAsync(Device.Desktop);
        var ids = await site.SeedAsync(await page.CreateEventAsync("Looked at for days"), 1);
        await page.GotoAsync($"/p/{ids[0]}");
        await Assertions.Expect(page.Locator(".viewer .caption strong")).Not.ToBeEmptyAsync();
        if (!await page.Locator(".drawer[data-shown=info]").IsVisibleAsync())
            await page.Keyboard.PressAsync("i");
        var tags = page.GetByLabel("Add tags");
        await tags.FillAsync("meadow");
        await page.Context.ClearCookiesAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".toast")).ToContainTextAsync("You are signed out.");
        await Assertions.Expect(tags).ToHaveValueAsync("meadow");
    }

    [Fact]
    public async Task A_form_is_still_there_while_the_server_is_away()
    {
        var page = await site.AdministratorAsync(Device.Phone);
        await page.GotoAsync("/events/new");
        await page.GetByLabel("Title").FillAsync("Planned in the cellar");
        await page.Context.SetOfflineAsync(true);
        await page.GetByRole(AriaRole.Button, new() { Name = "Create event" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Not sent");
        await Assertions.Expect(page.GetByLabel("Title")).ToHaveValueAsync("Planned in the cellar");

        await page.Context.SetOfflineAsync(false);
        await page.GetByRole(AriaRole.Button, new() { Name = "Create event" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Planned in the cellar" })).ToBeVisibleAsync();
    }
}
