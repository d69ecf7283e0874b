using Microsoft.Playwright;

namespace Pixeli.BrowserTests;

/// <summary>
/// The pictures of the README, taken of the real program with real photos in it. They are kept only when PIXELI_SCREENSHOTS=1 says so;
/// otherwise this makes sure that they could be.
/// </summary>
public sealed class Screenshots(Site site) : IClassFixture<Site>, IDisposable
{
    private readonly TestPhotos _photos = new();

    public void Dispose() => _photos.Dispose();

    [Fact]
    public async Task Pictures_of_the_pages_for_the_readme()
    {
        var real = TestPhotos.Real();
        var files = real.Length > 0 ? real : _photos.Painted(12, seed: 700);
        var page = await site.AdministratorAsync(Device.Phone);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        var stranger = await site.StrangerAsync(Device.Phone);
        await stranger.GotoAsync("/login");
        await TakeAsync(stranger, "auth");

        var before = await page.CreateEventAsync("Alumni weekend");
        await page.UploadAsync(files[..Math.Min(5, files.Length)]);
        await page.CloseTrayAsync();
        var path = await page.CreateEventAsync("Spring excursion");
        await page.UploadAsync(files);
        await TakeAsync(page, "photo-upload");
        await page.CloseTrayAsync();
        await page.GotoAsync(path);
        await PicturesAsync(page);
        await TakeAsync(page, "event-detail");

        await page.Tiles().Nth(1).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Like", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator(".viewer .liked")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Delete photo" })).ToBeVisibleAsync(); // all is known of it
        await page.WaitForFunctionAsync("() => [...document.querySelectorAll('img')].some(image => image.naturalWidth > 480)");
        await TakeAsync(page, "photo-detail");
        await page.GotoAsync("/");
        await PicturesAsync(page);
        await TakeAsync(page, "home");

        await LikedAndDiscussedAsync(page, before, files[^1]);
        await page.GotoAsync("/inbox");
        await PicturesAsync(page);
        await TakeAsync(page, "notifications");
    }

    private async Task LikedAndDiscussedAsync(IPage page, string eventPath, string file)
    {
        var ids = await page.EvaluateAsync<string[]>("fetch('/photos/?limit=4').then(answer => answer.json()).then(list => list.map(photo => photo.id))");
        foreach (var (username, name, comment) in ((string, string, string)[])[("mira", "Mira Lind", "What a view."), ("jon", "Jon Weber", "Can I have this one for the newsletter?")])
        {
            var friend = await site.NewcomerAsync(username, name);
            foreach (var id in ids[..2])
                await friend.EvaluateAsync("id => fetch(`/photos/${id}/likes/`, { method: 'POST' })", id);
            await friend.EvaluateAsync(
                "([id, content]) => fetch(`/photos/${id}/comments/`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ content }) })",
                new[] { ids[^1], comment });
            if (username != "mira")
                continue;
            await friend.GotoAsync(eventPath);
            await friend.UploadAsync(file);
        }
    }

    private static Task PicturesAsync(IPage page) => page.WaitForFunctionAsync(
        "() => (images => images.length > 0 && images.every(image => image.loading === 'lazy' || image.naturalWidth > 0))([...document.querySelectorAll('main img')])");

    private static async Task TakeAsync(IPage page, string name)
    {
        await page.Mouse.MoveAsync(0, 0); // nothing looks pointed at
        var picture = await page.ScreenshotAsync();
        Assert.True(picture.Length > 10_000, $"{name} shows next to nothing.");
        if (Environment.GetEnvironmentVariable("PIXELI_SCREENSHOTS") == "1")
            await File.WriteAllBytesAsync(Path.Combine(Repository.Folder("docs", "screenshots"), $"{name}.png"), picture);
    }
}
