using Microsoft.Playwright;

namespace Pixeli.BrowserTests;

public sealed class WithoutScript(Site site) : IClassFixture<Site>, IDisposable
{
    private readonly TestPhotos _photos = new();

    public void Dispose() => _photos.Dispose();

    [Fact]
    public async Task An_event_is_made_filled_looked_through_edited_and_deleted()
    {
        var page = await site.AdministratorAsync(Device.Phone, script: false);
        await page.GotoAsync("/events/new");
        await page.GetByLabel("Title").FillAsync("Plain");
        await page.GetByLabel("From", new() { Exact = true }).FillAsync("2026-05-14");
        await page.GetByLabel("To", new() { Exact = true }).FillAsync("2026-05-12");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create event" }).ClickAsync();
        await Assertions.Expect(page.GetByText("The end comes before the start.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByLabel("Title")).ToHaveValueAsync("Plain");
        await page.GetByLabel("To", new() { Exact = true }).FillAsync("2026-05-16");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create event" }).ClickAsync();
        await Assertions.Expect(page.GetByText("14–16 May 2026")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Add the first photos" }).ClickAsync();
        await page.GetByLabel("Photos", new() { Exact = true }).SetInputFilesAsync([.. _photos.Painted(3, seed: 50), _photos.Impostor()]);
        await page.GetByRole(AriaRole.Button, new() { Name = "Upload" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "3 of 4 uploaded" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "notes.jpg" })).ToContainTextAsync("not a picture");

        await page.GetByRole(AriaRole.Link, new() { Name = "See the photos" }).ClickAsync();
        await page.WaitUntilProcessedAsync(3);
        await page.GetByRole(AriaRole.Link, new() { Name = "Newest first" }).ClickAsync();
        await page.Tiles().First.ClickAsync();
        await Assertions.Expect(page.GetByText("12 May 2026, 14:02")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Next photo" }).ClickAsync();
        await Assertions.Expect(page.GetByText("12 May 2026, 14:01")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Close" }).ClickAsync();
        await Assertions.Expect(page.Tiles()).ToHaveCountAsync(3);

        await page.GetByRole(AriaRole.Link, new() { Name = "Event settings" }).ClickAsync();
        await page.GetByLabel("Title").FillAsync("Renamed");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Renamed" })).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Event settings" }).ClickAsync();
        await page.GetByLabel("Yes, delete the event and all of its photos").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete event" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(site.Address + "/");
        await Assertions.Expect(page.GetByText("Renamed")).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData("/nowhere")]
    [InlineData("/e/01a202fe-8bc6-7bab-8172-30f10291cff0")]
    [InlineData("/p/01a202fe-8bc6-7bab-8172-30f10291cff0")]
    public async Task What_is_not_there_says_so_in_a_page_with_a_way_on(string path)
    {
        var page = await site.AdministratorAsync(Device.Desktop, script: false);
        var answer = await page.GotoAsync(path);
        Assert.Equal(404, answer!.Status);
        await page.GetByRole(AriaRole.Link, new() { Name = "See all events" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Events", Exact = true })).ToBeVisibleAsync();
    }
}
