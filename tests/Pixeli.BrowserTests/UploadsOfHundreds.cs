using System.Globalization;
using Microsoft.Playwright;

namespace Pixeli.BrowserTests;

/// <summary>Three hundred photos, a server that is killed twice and a page that is loaded anew twice: what the receipt says is what the server has.</summary>
public sealed class UploadsOfHundreds(Site site) : IClassFixture<Site>, IDisposable
{
    private const int Count = 300;
    private readonly TestPhotos _photos = new();

    public void Dispose() => _photos.Dispose();

    [Fact]
    public async Task Nothing_is_lost_and_nothing_comes_twice()
    {
        var page = await site.AdministratorAsync(Device.Desktop);
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        page.Dialog += (_, dialog) => _ = dialog.AcceptAsync(); // it asks before it is left
        var path = await page.CreateEventAsync("Hundreds");
        var files = _photos.Small(Count, seed: 2000);
        await page.StartUploadAsync(files);

        await EndedAsync(page, 30);
        await KillAndStartAsync(page);
        await EndedAsync(page, 90);
        await page.ReloadAsync();
        await EndedAsync(page, 150);
        await KillAndStartAsync(page);
        await EndedAsync(page, 210);
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("pixeli-upload[settled]")).ToBeVisibleAsync(new() { Timeout = 300_000 });

        await page.GetByRole(AriaRole.Button, new() { Name = "Copy the list" }).ClickAsync();
        await Assertions.Expect(page.GetByText("The list is copied").First).ToBeVisibleAsync();
        var lines = (await page.EvaluateAsync<string>("() => navigator.clipboard.readText()")).Trim().Split('\n');
        var fates = lines[2..].Select(line => line.Split('\t')).ToDictionary(parts => parts[0], parts => parts[1..]);
        Assert.Equal(files.Select(Path.GetFileName).Order(), fates.Keys.Order());
        // A file whose answer the server was killed over is found there when it is sent again: that, too, is the truth.
        Assert.All(fates.Values, fate => Assert.Contains(fate[0], (string[])["Done", "Already here"]));
        var onServer = await PhotosAsync(page, path);
        Assert.Equal(Count, onServer.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(onServer.Order(), fates.Values.Select(fate => fate[1]).Order());
    }

    /// <summary>Waits until so many have met their fate, and sees that there is still something to do.</summary>
    private static async Task EndedAsync(IPage page, int count)
    {
        await page.WaitForFunctionAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"() => {{ const [, ended] = /^(\\d+) of {Count}/.exec(document.querySelector('pixeli-upload .total')?.textContent ?? '') ?? []; return Number(ended) >= {count}; }}"));
        Assert.False(await page.Locator("pixeli-upload").EvaluateAsync<bool>("tray => tray.hasAttribute('settled')"), "It was over before anything went wrong.");
    }

    private async Task KillAndStartAsync(IPage page)
    {
        await site.KillAsync();
        await Assertions.Expect(page.Locator("pixeli-upload .total")).ToContainTextAsync("waiting for the network");
        await site.StartAgainAsync();
    }

    private async Task<List<string>> PhotosAsync(IPage page, string eventPath)
    {
        var answer = await page.APIRequest.GetAsync($"/events/{eventPath[3..]}/photos/");
        return
        [
            .. (await answer.JsonAsync())!.Value.EnumerateArray()
                .Where(photo => photo.GetProperty("status").GetString() == "CO")
                .Select(photo => $"{site.Address}/p/{photo.GetProperty("id").GetString()}"),
        ];
    }
}
