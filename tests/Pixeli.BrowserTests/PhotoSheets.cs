using Microsoft.Playwright;

namespace Pixeli.BrowserTests;

/// <summary>What can be done about a photo in the viewer's sheets.</summary>
public sealed class PhotoSheets(Site site) : IClassFixture<Site>
{
    [Theory]
    [InlineData(Device.Phone)]
    [InlineData(Device.Desktop)]
    public async Task Somebody_is_named_as_one_types_and_takes_themselves_out(Device device)
    {
        var (page, id) = await OpenAsync(device, "Named");
        var username = $"cleo-{device}".ToLowerInvariant();
        var named = await site.NewcomerAsync(username, $"Cleo {device}");
        await DetailsAsync(page);
        var field = page.GetByRole(AriaRole.Combobox, new() { Name = "Add a person by name" });
        await field.ClickAsync();
        await field.PressSequentiallyAsync($"Cleo {device}");
        await Assertions.Expect(page.GetByRole(AriaRole.Option, new() { Name = $"@{username}" })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".suggestions [role=option]")).ToHaveCountAsync(1); // what half of the name found does not come any more
        Assert.Equal([], await page.ViolationsAsync());
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".persons").GetByText($"Cleo {device}")).ToBeVisibleAsync();

        await named.GotoAsync($"/p/{id}");
        await DetailsAsync(named);
        await named.GetByRole(AriaRole.Button, new() { Name = "Remove me" }).ClickAsync();
        await Assertions.Expect(named.GetByText("Nobody is named in this photo.")).ToBeVisibleAsync();
        await page.ReloadAsync();
        await DetailsAsync(page);
        await Assertions.Expect(page.GetByText("Nobody is named yet.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Tags_are_added_and_removed_and_permissions_take_a_photo_away_from_others()
    {
        var (page, id) = await OpenAsync(Device.Phone, "Permitted");
        var other = await site.NewcomerAsync("dora", "Dora");
        await other.GotoAsync($"/p/{id}");
        await Assertions.Expect(other.Locator(".viewer .caption strong")).Not.ToBeEmptyAsync();
        await DetailsAsync(page);
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Add tags" }).FillAsync("dance, night");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".chips li")).ToHaveCountAsync(2);
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove the tag dance" }).ClickAsync();
        await Assertions.Expect(page.Locator(".chips li")).ToHaveTextAsync(["night"]);

        await page.GetByLabel("Who may see it").SelectOptionAsync("Only me");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(other).Not.ToHaveURLAsync($"{site.Address}/p/{id}"); // the viewer went on by itself
        var answer = await other.GotoAsync($"/p/{id}");
        Assert.Equal(404, answer!.Status);
        await page.ReloadAsync();
        await DetailsAsync(page);
        await Assertions.Expect(page.GetByLabel("Who may see it")).ToHaveValueAsync("PRV");
    }

    [Theory]
    [InlineData(Device.Phone)]
    [InlineData(Device.Desktop)]
    public async Task A_link_is_made_copied_shown_as_a_code_and_ended(Device device)
    {
        var (page, _) = await OpenAsync(device, "Linked");
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await page.GetByRole(AriaRole.Button, new() { Name = "Share" }).ClickAsync();
        await page.GetByLabel("The link lasts").SelectOptionAsync("a day");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create link" }).ClickAsync();
        var links = page.Locator(".links li");
        await Assertions.Expect(links).ToHaveCountAsync(1);
        await Assertions.Expect(links).ToContainTextAsync("Watermarked picture");
        await Assertions.Expect(links).ToContainTextAsync("ends in 24 hours");
        await links.GetByRole(AriaRole.Button, new() { Name = "Copy" }).ClickAsync();
        await Assertions.Expect(links.GetByText("Copied")).ToBeVisibleAsync();
        var address = await page.EvaluateAsync<string>("() => navigator.clipboard.readText()");
        await links.GetByText("QR code").ClickAsync();
        await links.GetByAltText("QR code of the link").ScrollIntoViewIfNeededAsync();
        await page.WaitForFunctionAsync("() => document.querySelector('.links .qr img').naturalWidth > 0");
        Assert.Equal([], await page.ViolationsAsync());

        var stranger = await site.StrangerAsync(device);
        await stranger.GotoAsync(address);
        await Assertions.Expect(stranger.GetByText("This link ends in 24 hours")).ToBeVisibleAsync();
        await Assertions.Expect(stranger.GetByRole(AriaRole.Link, new() { Name = "Download original" })).ToHaveCountAsync(0);
        await links.GetByRole(AriaRole.Button, new() { Name = "End it" }).ClickAsync();
        await Assertions.Expect(links).ToHaveCountAsync(0);
        Assert.Equal(404, (await stranger.GotoAsync(address))!.Status);
    }

    [Fact]
    public async Task The_original_is_downloaded_as_it_is()
    {
        var (page, _) = await OpenAsync(Device.Phone, "Downloaded");
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Download original" }).First.ClickAsync());
        Assert.Equal("DSC_00001.JPG", download.SuggestedFilename);
        Assert.InRange(new FileInfo(await download.PathAsync()).Length, 1000, long.MaxValue);
    }

    [Theory]
    [InlineData(Device.Phone)]
    [InlineData(Device.Desktop)]
    public async Task A_deleted_photo_comes_back_when_that_is_undone_and_goes_when_it_is_not(Device device)
    {
        var (page, id) = await OpenAsync(device, "Deleted");
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete photo" }).First.ClickAsync();
        await Assertions.Expect(page).Not.ToHaveURLAsync($"{site.Address}/p/{id}");
        await page.Locator(".toast").GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync($"{site.Address}/p/{id}");
        await Assertions.Expect(page.Locator(".viewer .caption strong")).Not.ToBeEmptyAsync();

        var sent = page.WaitForResponseAsync(response => response.Url.EndsWith("/photos/batch-delete/", StringComparison.Ordinal));
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete photo" }).First.ClickAsync();
        await Assertions.Expect(page.Locator(".toast").GetByRole(AriaRole.Button, new() { Name = "Undo" })).ToBeVisibleAsync();
        await page.LetSecondsPassAsync();
        Assert.Equal(200, (await sent).Status);
        Assert.Equal(404, (await page.GotoAsync($"/p/{id}"))!.Status);
    }

    private async Task<(IPage Page, Guid Id)> OpenAsync(Device device, string title)
    {
        var page = await site.AdministratorAsync(device);
        var path = await page.CreateEventAsync($"{title} on a {device}");
        var ids = await site.SeedAsync(path, 3);
        await page.HoldSecondsAsync();
        await page.GotoAsync("about:blank");
        await page.GotoAsync(path);
        await page.Locator($"#p-{ids[1]}").ClickAsync();
        await Assertions.Expect(page.Locator(".viewer .caption strong")).Not.ToBeEmptyAsync();
        return (page, ids[1]);
    }

    private static async Task DetailsAsync(IPage page)
    {
        await Assertions.Expect(page.Locator(".viewer .caption strong")).Not.ToBeEmptyAsync();
        if (!await page.Locator(".drawer").IsVisibleAsync())
            await page.GetByRole(AriaRole.Button, new() { Name = "Details" }).ClickAsync();
        await Assertions.Expect(page.Locator(".drawer[data-shown=info]")).ToBeVisibleAsync();
    }
}
