using Microsoft.Playwright;

namespace Pixeli.BrowserTests;

/// <summary>The network goes, the page goes, the server goes: the upload goes on, and says the truth.</summary>
public sealed class UploadsThatAreCutOff(Site site) : IClassFixture<Site>, IDisposable
{
    private static readonly LocatorAssertionsToHaveTextOptions Patiently = new() { Timeout = 240_000 };
    private readonly TestPhotos _photos = new();

    public void Dispose() => _photos.Dispose();

    [Fact]
    public async Task The_network_goes_and_comes_back()
    {
        var page = await site.AdministratorAsync(Device.Phone);
        var path = await page.CreateEventAsync("In the tunnel");
        using var way = new CuttableNetwork(site.Address);
        await page.GotoAsync(way.Address + path);
        var network = await SlowNetwork.OfAsync(page);
        await page.StartUploadAsync(_photos.Large(3, seed: 100));
        await SlowNetwork.WaitUntilUnderWayAsync(page);

        way.Cut();
        await Assertions.Expect(Total(page)).ToContainTextAsync("waiting for the network");
        Assert.False(await page.Locator("pixeli-upload").EvaluateAsync<bool>("(tray) => tray.hasAttribute('settled')"));
        way.Mend();
        await network.EndAsync();

        await Assertions.Expect(Total(page)).ToHaveTextAsync("3 added", Patiently);
        Assert.True(network.HasResumed, "Every file was sent from its beginning.");
        Assert.Equal(3, await CountAsync(page, path));
    }

    [Fact]
    public async Task The_page_is_loaded_anew()
    {
        var page = await site.AdministratorAsync(Device.Desktop);
        var path = await page.CreateEventAsync("Reloaded");
        var network = await SlowNetwork.OfAsync(page);
        await page.StartUploadAsync(_photos.Large(4, seed: 110));
        await SlowNetwork.WaitUntilUnderWayAsync(page);

        var asked = new TaskCompletionSource<string>();
        page.Dialog += async (_, dialog) =>
        {
            asked.TrySetResult(dialog.Type);
            await dialog.AcceptAsync();
        };
        await page.ReloadAsync();
        Assert.Equal("beforeunload", await asked.Task.WaitAsync(TimeSpan.FromSeconds(120)));
        await network.EndAsync();

        await Assertions.Expect(Total(page)).ToHaveTextAsync("4 added", Patiently);
        Assert.True(network.HasResumed, "Every file was sent from its beginning.");
        Assert.Equal(4, await CountAsync(page, path));
    }

    [Fact]
    public async Task The_server_is_killed_and_started_again()
    {
        var page = await site.AdministratorAsync(Device.Phone);
        var path = await page.CreateEventAsync("Power cut");
        var network = await SlowNetwork.OfAsync(page);
        await page.StartUploadAsync(_photos.Large(3, seed: 120));
        await SlowNetwork.WaitUntilUnderWayAsync(page);

        await site.KillAsync();
        await Assertions.Expect(Total(page)).ToContainTextAsync("waiting for the network");
        await site.StartAgainAsync();
        await network.EndAsync();

        await Assertions.Expect(Total(page)).ToHaveTextAsync("3 added", Patiently);
        Assert.True(network.HasResumed, "Every file was sent from its beginning.");
        Assert.Equal(3, await CountAsync(page, path));
    }

    [Fact]
    public async Task Somebody_is_signed_out_and_signs_in_again()
    {
        var page = await site.AdministratorAsync(Device.Phone);
        var path = await page.CreateEventAsync("Signed out");
        var network = await SlowNetwork.OfAsync(page);
        await page.StartUploadAsync(_photos.Large(3, seed: 160));
        await SlowNetwork.WaitUntilUnderWayAsync(page);
        await page.Context.ClearCookiesAsync();
        await network.EndAsync();

        await Assertions.Expect(Total(page)).ToContainTextAsync("you are signed out");
        await page.GetByRole(AriaRole.Link, new() { Name = "Sign in to go on" }).ClickAsync();
        await page.SignInAsync(Site.Password);

        await Assertions.Expect(Total(page)).ToHaveTextAsync("3 added", Patiently);
        Assert.Equal(3, await CountAsync(page, path));
    }

    [Fact]
    public async Task Another_tab_shows_what_one_sends_and_hands_its_own_files_over()
    {
        var first = await site.AdministratorAsync(Device.Desktop);
        var path = await first.CreateEventAsync("Two tabs");
        await SlowNetwork.OfAsync(first, SlowNetwork.Crawling);
        await first.StartUploadAsync(_photos.Large(2, seed: 130));
        await SlowNetwork.WaitUntilUnderWayAsync(first);

        var second = await first.Context.NewPageAsync();
        await second.GotoAsync(path);
        await Assertions.Expect(second.GetByText("Another tab sends these photos.")).ToBeVisibleAsync();
        await second.StartUploadAsync(_photos.Painted(2, seed: 140));
        await Assertions.Expect(Total(first)).ToContainTextAsync(" of 4");
        await Assertions.Expect(Total(second)).ToContainTextAsync(" of 4");
        await first.CloseAsync();

        await Assertions.Expect(Total(second)).ToHaveTextAsync("4 added", Patiently);
        Assert.Equal(4, await CountAsync(second, path));
    }

    [Fact]
    public async Task What_is_cancelled_does_not_come_in()
    {
        var page = await site.AdministratorAsync(Device.Phone);
        var path = await page.CreateEventAsync("Second thoughts");
        await SlowNetwork.OfAsync(page, SlowNetwork.Crawling);
        await page.StartUploadAsync(_photos.Large(4, seed: 150));
        await SlowNetwork.WaitUntilUnderWayAsync(page);

        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel all" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel the rest" }).ClickAsync();
        await Assertions.Expect(Total(page)).ToHaveTextAsync("4 cancelled");
        await Assertions.Expect(page.Locator("pixeli-upload[settled]")).ToBeVisibleAsync();
        Assert.Equal(0, await CountAsync(page, path));
    }

    private static ILocator Total(IPage page) => page.Locator("pixeli-upload .total");

    private static async Task<int> CountAsync(IPage page, string eventPath)
    {
        var answer = await page.APIRequest.GetAsync($"/events/{eventPath[3..]}/photos/");
        return (await answer.JsonAsync())!.Value.EnumerateArray().Count(photo => photo.GetProperty("status").GetString() == "CO");
    }
}
