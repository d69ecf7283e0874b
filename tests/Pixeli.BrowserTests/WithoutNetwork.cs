using System.Text.Json;
using Microsoft.Playwright;

namespace Pixeli.BrowserTests;

public sealed class WithoutNetwork(Site site) : IClassFixture<Site>, IDisposable
{
    private const string AllLoaded = "tiles => tiles.length === 3 && tiles.every(tile => tile.naturalWidth > 0)";
    private readonly TestPhotos _photos = new();

    public void Dispose() => _photos.Dispose();

    [Fact]
    public async Task What_somebody_saw_is_still_there_and_gone_once_they_sign_out()
    {
        var page = await site.AdministratorAsync(Device.Phone, serviceWorker: true);
        await page.GotoAsync("/");
        await page.EvaluateAsync("navigator.serviceWorker.ready");
        var path = await page.CreateEventAsync("On the train");
        await page.UploadAsync(_photos.Painted(3, seed: 500));
        await page.CloseTrayAsync();
        await page.WaitUntilProcessedAsync(3);
        await page.GotoAsync(path);
        await page.WaitForFunctionAsync($"() => ({AllLoaded})([...document.querySelectorAll('pixeli-gallery .tile img')])");
        await KeptAsync(page, path);
        await page.WaitForFunctionAsync("async () => (await Promise.all([...document.querySelectorAll('pixeli-gallery .tile img')].map(({ src }) => caches.match(src, { ignoreVary: true })))).every(Boolean)");

        await page.Context.SetOfflineAsync(true);
        await page.GotoAsync(path);
        await Assertions.Expect(page.GetByText("You are offline. This is what you saw last.")).ToBeVisibleAsync();
        await page.WaitForFunctionAsync($"() => ({AllLoaded})([...document.querySelectorAll('pixeli-gallery .tile img')])");
        await page.GotoAsync("/e/00000000-0000-0000-0000-000000000000");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "You are offline" })).ToBeVisibleAsync();

        await page.GotoAsync(path);
        await page.GetByRole(AriaRole.Link, new() { Name = "Inbox" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "You are offline" })).ToBeVisibleAsync();
        await Assertions.Expect(page).ToHaveURLAsync(site.Address + "/inbox");

        await page.Context.SetOfflineAsync(false);
        await page.GetByRole(AriaRole.Link, new() { Name = "Try again" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Inbox" })).ToBeVisibleAsync();
        await page.GotoAsync("/me");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Sign in" })).ToBeVisibleAsync();
        await page.WaitForFunctionAsync("async path => !(await caches.match(new URL(path, location.href).href, { ignoreVary: true }))", path);
        await page.Context.SetOfflineAsync(true);
        await page.GotoAsync(path);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "You are offline" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_site_can_be_installed()
    {
        var page = await site.StrangerAsync(Device.Phone);
        await page.GotoAsync("/");
        var address = await page.Locator("link[rel=manifest]").GetAttributeAsync("href");
        var manifest = await (await page.APIRequest.GetAsync(site.Address + address)).JsonAsync() ?? throw new InvalidOperationException("There is no manifest.");

        Assert.Equal("standalone", manifest.GetProperty("display").GetString());
        Assert.Equal("images", manifest.GetProperty("share_target").GetProperty("params").GetProperty("files")[0].GetProperty("name").GetString());
        foreach (JsonElement icon in manifest.GetProperty("icons").EnumerateArray())
        {
            var answer = await page.APIRequest.GetAsync(site.Address + icon.GetProperty("src").GetString());
            Assert.Equal(icon.GetProperty("type").GetString(), answer.Headers["content-type"]);
        }
    }

    // The service worker keeps a page after it has answered with it, and pictures likewise.
    private static Task KeptAsync(IPage page, string path) =>
        page.WaitForFunctionAsync("async path => !!(await caches.match(new URL(path, location.href).href, { ignoreVary: true }))", path);
}
