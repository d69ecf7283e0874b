using Microsoft.Playwright;

namespace Pixeli.BrowserTests;

/// <summary>A browser that has no database, or no room in it: files are sent from the tab that has them, which says so, and none is told of wrongly.</summary>
public sealed class UploadsThatAreNotKept(Site site) : IClassFixture<Site>, IDisposable
{
    private const string NoDatabase = "Object.defineProperty(window, 'indexedDB', { get() { throw new DOMException('Not here', 'SecurityError'); } });";

    private const string NoRoom = """
        {
          const put = IDBObjectStore.prototype.put;
          IDBObjectStore.prototype.put = function (...values) {
            if (this.name === "files") throw new DOMException("Full", "QuotaExceededError");
            return put.apply(this, values);
          };
        }
        """;

    private readonly TestPhotos _photos = new();

    public void Dispose() => _photos.Dispose();

    [Theory]
    [InlineData(NoDatabase)]
    [InlineData(NoRoom)]
    public async Task The_only_tab_sends_them_and_asks_to_be_left_open(string lack)
    {
        var page = await site.AdministratorAsync(Device.Phone);
        await page.AddInitScriptAsync(lack);
        var path = await page.CreateEventAsync("Not kept");
        await page.UploadAsync(_photos.Painted(3, seed: 1100));

        await Assertions.Expect(Total(page)).ToHaveTextAsync("3 added");
        await Assertions.Expect(page.GetByText("Leave this tab open until they are sent.")).ToBeVisibleAsync();
        Assert.Equal(3, await CountAsync(page, path));
    }

    [Theory]
    [InlineData(NoDatabase)]
    [InlineData(NoRoom)]
    public async Task A_tab_sends_its_own_beside_the_one_that_sends_for_all(string lack)
    {
        var first = await site.AdministratorAsync(Device.Desktop);
        var path = await first.CreateEventAsync("Beside each other");
        var (alone, third) = (await first.Context.NewPageAsync(), await first.Context.NewPageAsync());
        await alone.AddInitScriptAsync(lack);
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await first.RouteAsync("**/uploads/", async route =>
        {
            await go.Task;
            await route.ContinueAsync();
        });
        await first.StartUploadAsync(_photos.Painted(2, seed: 1110));
        foreach (var page in (IPage[])[alone, third])
            await page.GotoAsync(path);

        await alone.StartUploadAsync(_photos.Painted(3, seed: 1120));
        await Assertions.Expect(Total(alone)).ToHaveTextAsync("3 added");
        await Assertions.Expect(alone.GetByText("Leave this tab open until they are sent.")).ToBeVisibleAsync();
        await third.StartUploadAsync(_photos.Painted(1, seed: 1130)); // the first tab looks what there is to send
        await Assertions.Expect(Total(first)).ToContainTextAsync("of 3");
        go.SetResult();
        await Assertions.Expect(Total(first)).ToHaveTextAsync("3 added");
        await Assertions.Expect(Total(alone)).ToHaveTextAsync("3 added");
        Assert.Equal(6, await CountAsync(first, path));
    }

    private static ILocator Total(IPage page) => page.Locator("pixeli-upload .total");

    private static async Task<int> CountAsync(IPage page, string path) =>
        (await (await page.APIRequest.GetAsync($"/events/{path[3..]}/photos/")).JsonAsync())!.Value.GetArrayLength();
}
