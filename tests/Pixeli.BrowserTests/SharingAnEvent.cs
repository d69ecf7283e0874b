using Microsoft.Playwright;

namespace Pixeli.BrowserTests;

public sealed class SharingAnEvent(Site site) : IClassFixture<Site>, IDisposable
{
    private readonly TestPhotos _photos = new();

    public void Dispose() => _photos.Dispose();

    [Theory]
    [InlineData(Device.Phone)]
    [InlineData(Device.Desktop)]
    public async Task Photos_go_up_the_bad_one_says_why_and_the_good_ones_can_be_looked_through(Device device)
    {
        var page = await site.AdministratorAsync(device);
        var complaints = new List<string>();
        page.Console += (_, message) => complaints.AddRange(message.Type == "error" && !message.Text.Contains("415", StringComparison.Ordinal) ? [message.Text] : []); // Chromium tells every refusal
        page.PageError += (_, error) => complaints.Add(error);
        var eventPath = await page.CreateEventAsync($"Wedding on a {device}");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "No photos yet" })).ToBeVisibleAsync();

        await page.UploadAsync([.. _photos.Painted(5), _photos.Impostor()]);
        await Assertions.Expect(page.Locator("pixeli-upload .total")).ToHaveTextAsync("5 added · 1 failed");
        await Assertions.Expect(page.Locator("pixeli-upload li", new() { HasText = "notes.jpg" })).ToContainTextAsync("not a picture");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Retry") })).ToHaveCountAsync(0); // it will never be one
        await Assertions.Expect(page.Tiles()).ToHaveCountAsync(5);
        await Assertions.Expect(page.GetByText("5 photos")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
        await page.Tiles().First.ClickAsync();
        var caption = page.Locator(".viewer .caption");
        await Assertions.Expect(caption).ToContainTextAsync("12 May 2026, 14:00");
        await Assertions.Expect(page.GetByText("FUJIFILM X-T5")).ToBeAttachedAsync();
        await Assertions.Expect(page.GetByText("1/250 s · ƒ/5.6 · ISO 400 · 35 mm")).ToBeAttachedAsync();
        await Assertions.Expect(page.Locator("#details a", new() { HasText = "46.05108, 14.50513" })).ToBeAttachedAsync();
        await Assertions.Expect(page.Locator("#details").GetByText("photo-1.jpg")).ToBeAttachedAsync();

        await page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(caption).ToContainTextAsync("12 May 2026, 14:01");
        await page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(caption).ToContainTextAsync("12 May 2026, 14:02");
        await page.Keyboard.PressAsync("ArrowLeft");
        await Assertions.Expect(caption).ToContainTextAsync("12 May 2026, 14:01");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Tiles().Nth(1)).ToBeFocusedAsync();
        await Assertions.Expect(page).ToHaveURLAsync(site.Address + eventPath);

        await page.GoForwardAsync();
        await Assertions.Expect(caption).ToContainTextAsync("12 May 2026, 14:01");
        await page.ReloadAsync();
        await Assertions.Expect(caption).ToContainTextAsync("12 May 2026, 14:01");
        await page.GetByRole(AriaRole.Button, new() { Name = "Close", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator(".viewer")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Tiles()).ToHaveCountAsync(5);
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task The_same_files_again_are_already_here()
    {
        var page = await site.AdministratorAsync(Device.Desktop);
        await page.CreateEventAsync("Twice");
        var files = _photos.Painted(2, seed: 20);
        await page.UploadAsync(files);
        await Assertions.Expect(page.GetByText("2 photos")).ToBeVisibleAsync();
        await page.UploadAsync(files);
        await Assertions.Expect(page.Locator("pixeli-upload .total")).ToHaveTextAsync("2 already here");
        await Assertions.Expect(page.Tiles()).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task Files_are_taken_that_were_picked_while_the_header_changed()
    {
        var page = await site.AdministratorAsync(Device.Desktop);
        await page.CreateEventAsync("Picking");
        var open = (await page.Locator("pixeli-event-header input[data-upload-to]").ElementHandleAsync())!;
        await page.UploadAsync(_photos.Painted(1, seed: 50));
        await Assertions.Expect(page.Locator("pixeli-event-header .cover")).ToBeVisibleAsync();
        await open.SetInputFilesAsync(_photos.Painted(1, seed: 51));
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Upload" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Uploads_go_on_while_somebody_browses()
    {
        var page = await site.AdministratorAsync(Device.Desktop);
        await page.CreateEventAsync("Busy");
        var release = new TaskCompletionSource();
        await page.RouteAsync("**/uploads/**", async route =>
        {
            await release.Task;
            await route.ContinueAsync();
        });
        await page.StartUploadAsync(_photos.Painted(3, seed: 30));
        await page.GetByRole(AriaRole.Link, new() { Name = "Me", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("ana@example.org")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("pixeli-upload .total")).ToContainTextAsync("0 of 3");
        release.SetResult();
        await Assertions.Expect(page.Locator("pixeli-upload .total")).ToHaveTextAsync("3 added");
    }

    [Fact]
    public async Task Real_photographs_go_up_too()
    {
        var real = TestPhotos.Real();
        var page = await site.AdministratorAsync(Device.Phone);
        await page.CreateEventAsync("Real");
        var files = real.Length > 0 ? real : _photos.Painted(3, seed: 40);
        await page.UploadAsync(files);
        await Assertions.Expect(page.Locator("pixeli-upload .total")).ToHaveTextAsync($"{files.Length} added");
    }
}
