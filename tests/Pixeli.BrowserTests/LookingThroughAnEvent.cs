using Microsoft.Playwright;

namespace Pixeli.BrowserTests;

public sealed class LookingThroughAnEvent(Site site) : IClassFixture<Site>
{
    [Theory]
    [InlineData(Device.Phone)]
    [InlineData(Device.Desktop)]
    public async Task Chosen_photos_are_deleted_and_come_back_when_that_is_undone(Device device)
    {
        var page = await site.AdministratorAsync(device);
        var path = await page.CreateEventAsync($"Tidy on a {device}");
        await site.SeedAsync(path, 8);
        await page.HoldSecondsAsync();
        await page.ReloadAsync();
        await Assertions.Expect(page.Tiles()).ToHaveCountAsync(8);
        await Assertions.Expect(page.Locator("pixeli-gallery.virtual")).ToBeVisibleAsync(); // arrows follow where the photos lie

        await page.Tiles().Nth(1).FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await page.Keyboard.PressAsync("Shift+ArrowRight");
        await Assertions.Expect(Bar(page)).ToContainTextAsync("2 selected");
        await Bar(page).GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await Assertions.Expect(page.Tiles()).ToHaveCountAsync(6);
        await Assertions.Expect(page.Locator("[data-photo-count]")).ToHaveTextAsync("6 photos");
        await page.Locator(".toast").GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Assertions.Expect(page.Tiles()).ToHaveCountAsync(8);

        await page.Tiles().First.FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await page.Keyboard.PressAsync("Delete");
        await Assertions.Expect(page.Tiles()).ToHaveCountAsync(7);
        var sent = page.WaitForResponseAsync(response => response.Url.EndsWith("/photos/batch-delete/", StringComparison.Ordinal));
        await page.GetByRole(AriaRole.Link, new() { Name = "Me", Exact = true }).ClickAsync(); // it goes on while one browses
        await Assertions.Expect(page).ToHaveURLAsync(site.Address + "/me");
        await page.LetSecondsPassAsync();
        Assert.Equal(200, (await sent).Status);
        await page.GotoAsync(path);
        await Assertions.Expect(page.Tiles()).ToHaveCountAsync(7);
    }

    [Fact]
    public async Task Those_that_others_delete_meanwhile_are_chosen_no_longer()
    {
        var (page, other) = (await site.AdministratorAsync(Device.Phone), await site.AdministratorAsync(Device.Desktop));
        var path = await page.CreateEventAsync("Fewer are chosen");
        var ids = await site.SeedAsync(path, 5);
        using var way = new CuttableNetwork(site.Address);
        await page.GotoAsync(way.Address + path);
        await Assertions.Expect(page.Locator("pixeli-gallery.virtual")).ToBeVisibleAsync();
        foreach (var at in (int[])[0, 1, 2])
        {
            await page.Tiles().Nth(at).FocusAsync();
            await page.Keyboard.PressAsync("Space");
        }

        await Assertions.Expect(Bar(page)).ToContainTextAsync("3 selected");
        await DeleteAsync(other, ids[0]);
        await Assertions.Expect(Bar(page)).ToContainTextAsync("2 selected"); // it was told so
        way.Cut();
        await DeleteAsync(other, ids[1]);
        way.Mend();
        await Assertions.Expect(Bar(page)).ToContainTextAsync("1 selected"); // it looked anew
        await Bar(page).GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await Assertions.Expect(page.GetByText("1 photo deleted")).ToBeVisibleAsync();
        await Assertions.Expect(page.Tiles()).ToHaveCountAsync(2);
    }

    [Theory]
    [InlineData(Device.Phone)]
    [InlineData(Device.Desktop)]
    public async Task The_square_grid_is_remembered_and_nothing_jumps(Device device)
    {
        var page = await site.AdministratorAsync(device);
        var path = await page.CreateEventAsync($"Squares on a {device}");
        await site.SeedAsync(path, 400);
        await page.GotoAsync(path);
        await page.GetByRole(AriaRole.Link, new() { Name = "Square grid" }).ClickAsync();
        await Assertions.Expect(page.Locator("pixeli-gallery[layout=grid]")).ToBeVisibleAsync();

        await page.AddInitScriptAsync(
            "window.shift = 0; new PerformanceObserver(list => list.getEntries().forEach(entry => window.shift += entry.value)).observe({ type: 'layout-shift', buffered: true });");
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("pixeli-gallery.virtual[layout=grid]")).ToBeVisibleAsync();
        await Assertions.Expect(page.Tiles().Locator("img").First).ToBeVisibleAsync();
        var box = (await page.Tiles().First.BoundingBoxAsync())!;
        Assert.Equal(box.Width, box.Height, 1.0);
        Assert.InRange(await page.EvaluateAsync<double>("window.shift"), 0, 0.02);
    }

    [Theory]
    [InlineData(Device.Phone)]
    [InlineData(Device.Desktop)]
    public async Task Ten_thousand_photos_are_scrolled_from_end_to_end(Device device)
    {
        var page = await site.AdministratorAsync(device);
        var path = await page.CreateEventAsync($"Ten thousand on a {device}");
        var ids = await site.SeedAsync(path, 10_000);
        await page.GotoAsync(path);
        await Assertions.Expect(page.Locator(".scrubber")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("[data-photo-count]")).ToHaveTextAsync("10,000 photos");

        await page.WaitForFunctionAsync("count => document.querySelector('pixeli-gallery').count === count", ids.Count); // until then only the first photos are known
        var before = await HeapAsync(page);
        var most = 0;
        for (var part = 0; part <= 40; part++)
        {
            most = Math.Max(most, await page.EvaluateAsync<int>(
                """
                async part => {
                  let most = 0;
                  const reach = document.documentElement.scrollHeight - innerHeight;
                  for (let step = 0; step < 10; step++) {
                    scrollTo(0, Math.min(reach, reach * (part + step / 10) / 40));
                    await new Promise(requestAnimationFrame);
                    most = Math.max(most, document.querySelectorAll("*").length);
                  }
                  return most;
                }
                """,
                part));
        }

        Assert.InRange(most, 100, 1500);
        await Assertions.Expect(page.Locator($"#p-{ids[^1]} img")).ToBeVisibleAsync();
        Assert.InRange(await HeapAsync(page) - before, -100, 12); // megabytes
    }

    [Fact]
    public async Task The_track_jumps_to_a_date_by_keyboard_and_by_pointer()
    {
        var page = await site.AdministratorAsync(Device.Desktop);
        var path = await page.CreateEventAsync("By date");
        await site.SeedAsync(path, 3000);
        await page.GotoAsync(path);
        await page.WaitForFunctionAsync("() => document.querySelector('pixeli-gallery').clientHeight > 20_000"); // until then only the first photos have a place
        var track = page.GetByRole(AriaRole.Slider, new() { Name = "Go to a date" });
        await track.FocusAsync();
        await page.Keyboard.PressAsync("End");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sun 10 May 2026" })).ToBeInViewportAsync();
        await page.Keyboard.PressAsync("Home");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Fri 1 May 2026" })).ToBeInViewportAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(track).Not.ToHaveAttributeAsync("aria-valuenow", "0");

        var box = (await track.BoundingBoxAsync())!;
        await page.Mouse.ClickAsync(box.X + (box.Width / 2), box.Y + (box.Height / 2));
        await Assertions.Expect(track).ToHaveAttributeAsync("aria-valuenow", "50");
    }

    [Theory]
    [InlineData(Device.Phone)]
    [InlineData(Device.Desktop)]
    public async Task Links_into_the_middle_and_ways_back_lead_to_the_same_place(Device device)
    {
        var page = await site.AdministratorAsync(device);
        var path = await page.CreateEventAsync($"Back on a {device}");
        var ids = await site.SeedAsync(path, 10_000);
        var tile = page.Locator($"#p-{ids[7500]}");
        await page.GotoAsync("about:blank"); // or it would be a jump within the page, which knows nothing of photos seeded behind its back
        await page.GotoAsync($"{path}#p-{ids[7500]}");
        await Assertions.Expect(tile).ToBeInViewportAsync();
        await Assertions.Expect(tile).ToBeFocusedAsync();
        await ScrolledAndLoadedAgainAsync(page, 0.3); // who looked on is not thrown back to where the link led

        await page.GotoAsync(path);
        await page.WaitForFunctionAsync("() => document.querySelector('pixeli-gallery').clientHeight > 100_000"); // until then only the first photos have a place
        var (seen, top) = await ScrolledAndLoadedAgainAsync(page, 0.5);

        await page.GetByRole(AriaRole.Link, new() { Name = "Me", Exact = true }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(site.Address + "/me");
        await page.GoBackAsync();
        await ExpectAtAsync(seen, top);

        var next = await page.EvaluateAsync<string>("() => history.state.gallery.place[1].id");
        await page.Locator($"#p-{next}").ClickAsync(); // the first may lie half under the bar: to be clicked, it would be scrolled
        await Assertions.Expect(page.Locator(".viewer .caption strong")).Not.ToBeEmptyAsync();
        await page.GoBackAsync();
        await Assertions.Expect(page.Locator(".viewer")).ToHaveCountAsync(0);
        await ExpectAtAsync(seen, top);
    }

    /// <summary>Scrolls so far and loads the page anew, which shows the same photo at the same height.</summary>
    private static async Task<(ILocator Seen, float Top)> ScrolledAndLoadedAgainAsync(IPage page, double share)
    {
        await page.EvaluateAsync("share => scrollTo(0, document.documentElement.scrollHeight * share)", share);
        await page.WaitForFunctionAsync(
            """
            () => {
              const first = document.getElementById(`p-${history.state?.gallery?.place?.[0]?.id}`)?.getBoundingClientRect();
              return history.state?.scroll === scrollY && first?.bottom > 0 && first.top < innerHeight;
            }
            """);
        var id = await page.EvaluateAsync<string>("() => history.state.gallery.place[0].id");
        var seen = page.Locator($"#p-{id}");
        var top = (await seen.BoundingBoxAsync())!.Y;
        await page.ReloadAsync();
        await ExpectAtAsync(seen, top);
        return (seen, top);
    }

    /// <summary>Waits until a photo lies where it lay.</summary>
    private static async Task ExpectAtAsync(ILocator tile, float top)
    {
        await Assertions.Expect(tile).ToBeInViewportAsync();
        var id = await tile.GetAttributeAsync("id");
        await tile.Page.WaitForFunctionAsync(FormattableString.Invariant(
            $"() => Math.abs((document.getElementById('{id}')?.getBoundingClientRect().top ?? 1e9) - {top}) <= 2"));
    }

    [Fact]
    public async Task What_somebody_adds_is_told_to_who_looks_at_other_photos_and_what_goes_goes()
    {
        using var photos = new TestPhotos();
        var (watcher, adder) = (await site.AdministratorAsync(Device.Desktop), await site.AdministratorAsync(Device.Phone));
        var path = await watcher.CreateEventAsync("Together");
        await site.SeedAsync(path, 300);
        var live = watcher.WaitForRequestAsync("**/stream");
        await watcher.GotoAsync(path);
        await live;
        await watcher.WaitForFunctionAsync("() => document.querySelector('pixeli-gallery').clientHeight > 5000"); // until then only the first photos have a place
        await watcher.EvaluateAsync("scrollTo(0, 2000)");
        await watcher.WaitForFunctionAsync("() => history.state?.gallery?.place?.length > 0");
        var scrolled = await watcher.EvaluateAsync<int>("scrollY");

        await adder.GotoAsync(path);
        await adder.UploadAsync(photos.Painted(2, seed: 900));
        var pill = watcher.GetByRole(AriaRole.Button, new() { Name = "2 new photos" });
        await Assertions.Expect(pill).ToBeVisibleAsync();
        Assert.Equal(scrolled, await watcher.EvaluateAsync<int>("scrollY"));
        await Assertions.Expect(watcher.Locator("[data-photo-count]")).ToHaveTextAsync("302 photos");
        await pill.ClickAsync();
        await Assertions.Expect(watcher.GetByRole(AriaRole.Heading, new() { Name = "Tue 12 May 2026" })).ToBeInViewportAsync();

        var gone = await watcher.EvaluateAsync<string>("document.activeElement.dataset.id");
        await adder.EvaluateAsync("id => fetch(`/photos/${id}/`, { method: 'DELETE' })", gone);
        await Assertions.Expect(watcher.Locator($"#p-{gone}")).ToHaveCountAsync(0);
        await Assertions.Expect(watcher.Locator("[data-photo-count]")).ToHaveTextAsync("301 photos");
    }

    [Fact]
    public async Task Without_script_there_are_pages_and_the_code_for_the_wall()
    {
        var scripted = await site.AdministratorAsync(Device.Desktop);
        var path = await scripted.CreateEventAsync("Plainly");
        await site.SeedAsync(path, 130);
        var page = await site.AdministratorAsync(Device.Phone, script: false);
        await page.GotoAsync(path);
        await Assertions.Expect(page.Tiles()).ToHaveCountAsync(60);
        await page.GetByRole(AriaRole.Link, new() { Name = "Newer photos" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Newer photos" }).ClickAsync();
        await Assertions.Expect(page.Tiles()).ToHaveCountAsync(10);
        await page.GetByRole(AriaRole.Link, new() { Name = "Square grid" }).ClickAsync();
        await Assertions.Expect(page.Locator("pixeli-gallery[layout=grid]")).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Link, new() { Name = "QR code for the wall" }).ClickAsync();
        await Assertions.Expect(page.GetByAltText($"QR code of {site.Address}{path}")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Scan to see the photos and add yours")).ToBeVisibleAsync();
    }

    private static ILocator Bar(IPage page) => page.GetByRole(AriaRole.Toolbar, new() { Name = "Selected photos" });

    private static async Task<double> HeapAsync(IPage page)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("HeapProfiler.collectGarbage");
        var usage = await session.SendAsync("Runtime.getHeapUsage");
        return usage!.Value.GetProperty("usedSize").GetDouble() / 1e6;
    }

    private static async Task DeleteAsync(IPage page, Guid id) => Assert.Equal(204, (await page.APIRequest.DeleteAsync($"/photos/{id}/")).Status);
}
