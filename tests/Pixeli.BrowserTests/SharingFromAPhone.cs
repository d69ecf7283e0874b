using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Pixeli.BrowserTests;

/// <summary>What the share sheet of a phone does with the installed app: it posts a form to the address that the manifest names.</summary>
public sealed partial class SharingFromAPhone(Site site) : IClassFixture<Site>, IDisposable
{
    private readonly TestPhotos _photos = new();

    public void Dispose() => _photos.Dispose();

    [Fact]
    public async Task Shared_photos_go_to_the_event_that_is_chosen()
    {
        var page = await InstalledAsync();
        var path = await page.CreateEventAsync("Shared at home");
        await ShareAsync(page, _photos.Painted(2, seed: 700));
        await Assertions.Expect(page.GetByText("They are kept on this device until you choose their event.")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("pixeli-shared .files li")).ToHaveCountAsync(2);

        await ChooseAsync(page, "Shared at home");
        await Assertions.Expect(page).ToHaveURLAsync(site.Address + path);
        await Assertions.Expect(page.Locator("pixeli-upload[settled]")).ToBeVisibleAsync();
        await page.WaitUntilProcessedAsync(2);
        await page.GotoAsync("/upload/shared");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Nothing is waiting" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Photos_shared_without_a_network_are_sent_when_it_is_back()
    {
        var page = await InstalledAsync();
        var path = await page.CreateEventAsync("Shared on a train");
        await page.GotoAsync("/upload/shared");
        await page.WaitForFunctionAsync("async () => !!(await caches.match(location.href, { ignoreVary: true }))");

        await page.Context.SetOfflineAsync(true);
        await ShareAsync(page, _photos.Painted(2, seed: 710));
        await ChooseAsync(page, "Shared on a train");
        await Assertions.Expect(page.Locator("pixeli-upload .total")).ToContainTextAsync("waiting for the network");

        await page.Context.SetOfflineAsync(false);
        await Assertions.Expect(page.Locator("pixeli-upload[settled]")).ToBeVisibleAsync();
        await page.GotoAsync(path);
        await page.WaitUntilProcessedAsync(2);
    }

    [Fact]
    public async Task Photos_shared_without_a_network_wait_where_no_page_is_known()
    {
        var page = await InstalledAsync();
        await page.CreateEventAsync("Shared in a cellar");
        await page.Context.SetOfflineAsync(true);
        await ShareAsync(page, _photos.Painted(1, seed: 720));
        await Assertions.Expect(page.GetByText("Your photos are kept on this device.")).ToBeVisibleAsync();

        await page.Context.SetOfflineAsync(false);
        await page.GetByRole(AriaRole.Link, new() { Name = "Try again" }).ClickAsync();
        await Assertions.Expect(page.Locator("pixeli-shared .files li")).ToHaveTextAsync(new Regex("photo-720.jpg"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Discard them" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(site.Address + "/");
        await page.GotoAsync("/upload/shared");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Nothing is waiting" })).ToBeVisibleAsync();
    }

    private async Task<IPage> InstalledAsync()
    {
        var page = await site.AdministratorAsync(Device.Phone, serviceWorker: true);
        await page.GotoAsync("/");
        await page.WaitForFunctionAsync("() => navigator.serviceWorker.controller !== null");
        return page;
    }

    private static async Task ShareAsync(IPage page, string[] files)
    {
        await page.EvaluateAsync("""
            document.body.insertAdjacentHTML("beforeend",
              '<form id="sheet" method="post" action="/upload/share" enctype="multipart/form-data"><input type="file" name="images" multiple></form>')
            """);
        await page.Locator("#sheet input").SetInputFilesAsync(files);
        await page.EvaluateAsync("setTimeout(() => document.querySelector('#sheet').submit())");
        await Assertions.Expect(page).ToHaveURLAsync(SharedUrl());
    }

    private static async Task ChooseAsync(IPage page, string title)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = title }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Upload" }).ClickAsync();
    }

    [GeneratedRegex("/upload/shared\\?kept=[0-9]+$")]
    private static partial Regex SharedUrl();
}
