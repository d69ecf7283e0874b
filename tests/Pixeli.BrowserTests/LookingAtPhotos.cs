using Microsoft.Playwright;

namespace Pixeli.BrowserTests;

public sealed class LookingAtPhotos(Site site) : IClassFixture<Site>, IDisposable
{
    private readonly TestPhotos _photos = new();

    public void Dispose() => _photos.Dispose();

    [Theory]
    [InlineData(Device.Phone)]
    [InlineData(Device.Desktop)]
    public async Task Two_windows_see_a_like_and_a_comment_at_once(Device device)
    {
        var page = await site.AdministratorAsync(device);
        var eventPath = await page.CreateEventAsync($"Together on a {device}");
        await page.UploadAsync(_photos.Painted(2, seed: device == Device.Phone ? 200 : 210));
        await Assertions.Expect(page.Tiles().Locator("img")).ToHaveCountAsync(2);
        var other = await site.AdministratorAsync(Device.Desktop);
        await other.GotoAsync(eventPath);
        await other.Tiles().First.ClickAsync();
        await Assertions.Expect(other.Locator(".viewer .caption")).ToContainTextAsync("14:00");
        await page.GetByRole(AriaRole.Button, new() { Name = "Close" }).First.ClickAsync();
        await page.Tiles().First.ClickAsync();
        await Assertions.Expect(page.Locator(".viewer .caption")).ToContainTextAsync("14:00");

        await page.Locator(".viewer .stage").DblClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Like", Exact = true })).ToHaveAttributeAsync("aria-pressed", "true");
        await Assertions.Expect(other.Locator(".tool.like .count")).ToHaveTextAsync("1");

        await other.GetByRole(AriaRole.Button, new() { Name = "Comments" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Comments" }).ClickAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Write a comment" }).FillAsync("What a day");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send" }).First.ClickAsync();
        await Assertions.Expect(other.Locator(".comment", new() { HasText = "What a day" })).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(true, ".viewer .frame")]
    [InlineData(false, ".stage")]
    public async Task Somebody_who_comes_by_an_address_sees_the_thumbnail_until_the_picture_is_there(bool script, string shownIn)
    {
        var page = await site.AdministratorAsync(Device.Phone);
        await page.CreateEventAsync($"By an address, script {script}");
        await page.UploadAsync(_photos.Painted(1, seed: script ? 230 : 240));
        await Assertions.Expect(page.Tiles().Locator("img")).ToHaveCountAsync(1);
        var address = (await page.Tiles().First.GetAttributeAsync("href"))!;
        var visitor = await site.AdministratorAsync(Device.Phone, script: script);
        var isWanted = new TaskCompletionSource();
        await visitor.RouteAsync("**/preview?*", async route =>
        {
            await isWanted.Task;
            await route.ContinueAsync();
        });

        await visitor.GotoAsync(address, new() { WaitUntil = WaitUntilState.DOMContentLoaded });
        await Assertions.Expect(visitor.Locator($"{shownIn} .thumbnail")).ToHaveJSPropertyAsync("complete", true);
        await Assertions.Expect(visitor.Locator($"{shownIn} img:last-child")).ToHaveJSPropertyAsync("complete", false);
        isWanted.SetResult();
        await Assertions.Expect(visitor.Locator($"{shownIn} img:last-child")).ToHaveJSPropertyAsync("complete", true);
    }

    [Fact]
    public async Task A_link_is_made_and_opened_by_a_stranger()
    {
        var page = await site.AdministratorAsync(Device.Phone);
        await page.CreateEventAsync("For everybody");
        await page.UploadAsync(_photos.Painted(1, seed: 220));
        await Assertions.Expect(page.Tiles().Locator("img")).ToHaveCountAsync(1);
        await page.CloseTrayAsync();
        await page.Tiles().First.ClickAsync();
        await page.Locator(".viewer .tool.share").ClickAsync();
        await page.Locator(".drawer .choices label", new() { HasText = "As it left the camera" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Create link" }).ClickAsync();
        var address = await page.GetByRole(AriaRole.Textbox, new() { Name = "Link", Exact = true }).InputValueAsync();

        var stranger = await site.StrangerAsync(Device.Desktop, script: false);
        await stranger.GotoAsync(address);
        await Assertions.Expect(stranger.GetByRole(AriaRole.Heading, new() { Name = "For everybody" })).ToBeVisibleAsync();
        await Assertions.Expect(stranger.GetByText("This link ends in 7 days")).ToBeVisibleAsync();
        await Assertions.Expect(stranger.GetByRole(AriaRole.Link, new() { Name = "Download original" })).ToBeVisibleAsync();
    }
}
