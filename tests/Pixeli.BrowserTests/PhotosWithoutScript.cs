using Microsoft.Playwright;

namespace Pixeli.BrowserTests;

public sealed class PhotosWithoutScript(Site site) : IClassFixture<Site>
{
    [Theory]
    [InlineData(Device.Phone)]
    [InlineData(Device.Desktop)]
    public async Task A_photo_is_looked_at_liked_talked_about_tagged_shared_and_deleted(Device device)
    {
        var scripted = await site.AdministratorAsync(device);
        var path = await scripted.CreateEventAsync($"Plain photos on a {device}");
        var ids = await site.SeedAsync(path, 3);
        var page = await site.AdministratorAsync(device, script: false);
        await page.GotoAsync(path);
        await page.Tiles().First.ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Next photo" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync($"{site.Address}/p/{ids[1]}");

        await page.GetByRole(AriaRole.Button, new() { Name = "Like" }).ClickAsync();
        await Assertions.Expect(page.GetByText("1 person likes this")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Write a comment" }).FillAsync("Lovely");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send" }).Last.ClickAsync();
        await page.GetByText("Reply", new() { Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Reply to Ana Kovač" }).FillAsync("It was");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send" }).First.ClickAsync();
        await Assertions.Expect(page.Locator(".answers > .comment")).ToContainTextAsync("It was");

        await page.GetByLabel("Add tags").FillAsync("dance");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".chips li")).ToHaveTextAsync(["dance"]);
        await page.GetByLabel("Add a person by name").FillAsync("ana");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove me" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Nobody is named yet.")).ToBeVisibleAsync();
        await page.GetByLabel("Who may see it").SelectOptionAsync("Members");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("Who may see it")).ToHaveValueAsync("IMG");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create link" }).ClickAsync();
        await Assertions.Expect(page.Locator(".links li")).ToContainTextAsync("ends in 7 days");

        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Download original" }).ClickAsync());
        Assert.Equal("DSC_00001.JPG", download.SuggestedFilename);
        await page.GetByText("Delete photo").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete it now" }).ClickAsync();
        await Assertions.Expect(page.Tiles()).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task A_day_is_shown_once_all_of_it_has_come()
    {
        var path = await (await site.AdministratorAsync(Device.Phone)).CreateEventAsync("Slowly");
        await site.SeedAsync(path, 3);
        var page = await site.AdministratorAsync(Device.Phone, script: false);
        await page.GotoAsync(path);
        var html = await page.ContentAsync();
        var cut = html.LastIndexOf("<div class=\"cell", StringComparison.Ordinal);
        var day = page.Locator("pixeli-gallery section");
        await page.EvaluateAsync("part => { document.open(); document.write(part); }", html[..cut]);
        await Assertions.Expect(page.Tiles()).ToHaveCountAsync(2);
        await Assertions.Expect(day).ToBeHiddenAsync();

        await page.EvaluateAsync("part => { document.write(part); document.close(); }", html[cut..]);
        await Assertions.Expect(page.Tiles()).ToHaveCountAsync(3);
        await Assertions.Expect(day).ToBeVisibleAsync();
    }
}
