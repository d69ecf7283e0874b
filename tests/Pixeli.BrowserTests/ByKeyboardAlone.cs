using Microsoft.Playwright;

namespace Pixeli.BrowserTests;

/// <summary>Nobody who has only a keyboard walks past ten thousand photos to what comes after them, or is thrown back to the page's beginning.</summary>
public sealed class ByKeyboardAlone(Site site) : IClassFixture<Site>, IDisposable
{
    private readonly TestPhotos _photos = new();

    public void Dispose() => _photos.Dispose();

    [Fact]
    public async Task A_gallery_is_one_stop_and_what_was_chosen_is_a_few_further()
    {
        var page = await site.AdministratorAsync(Device.Desktop);
        var path = await page.CreateEventAsync("One stop");
        var ids = await site.SeedAsync(path, 900);
        await OpenAsync(page, path, ids.Count);
        await TabToAsync(page, ".tile", most: 30);
        await Assertions.Expect(Tile(page, ids[0])).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator(".toast")).ToContainTextAsync("Arrows move between photos");

        await page.Keyboard.PressAsync("End");
        await Assertions.Expect(Tile(page, ids[^1])).ToBeFocusedAsync();
        await Assertions.Expect(Tile(page, ids[^1])).ToBeInViewportAsync();
        await page.Keyboard.PressAsync("Shift+Tab");
        Assert.True(await page.EvaluateAsync<bool>("document.activeElement.matches('.pick-day')")); // of the day one is in
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Home");
        await Assertions.Expect(Tile(page, ids[0])).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("Space");
        await page.Keyboard.PressAsync("Shift+ArrowRight");
        await Assertions.Expect(Bar(page)).ToContainTextAsync("2 selected");
        await TabToAsync(page, ".selection-bar button:nth-of-type(4)", most: 6);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(Bar(page).GetByRole(AriaRole.Button, new() { Name = "Tag" })).ToBeFocusedAsync();
        await Bar(page).GetByRole(AriaRole.Button, new() { Name = "Clear the selection" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Bar(page)).ToBeHiddenAsync();
        await Assertions.Expect(Tile(page, ids[1])).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Whoever_is_in_a_photo_stays_in_it_while_the_page_is_scrolled()
    {
        var page = await site.AdministratorAsync(Device.Desktop);
        var path = await page.CreateEventAsync("Scrolled away");
        var ids = await site.SeedAsync(path, 900);
        await OpenAsync(page, path, ids.Count);
        await Tile(page, ids[3]).FocusAsync();
        foreach (var share in (double[])[0.4, 0.9, 0.2])
        {
            await page.EvaluateAsync("share => scrollTo(0, document.documentElement.scrollHeight * share)", share);
            await page.WaitForFunctionAsync("() => history.state?.gallery && history.state.scroll === scrollY");
            await Assertions.Expect(Tile(page, ids[3])).ToBeFocusedAsync();
        }

        await page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(Tile(page, ids[4])).ToBeFocusedAsync();
        await Assertions.Expect(Tile(page, ids[4])).ToBeInViewportAsync();
        Assert.Equal(ids.Take(10).Select(id => $"p-{id}"), await page.EvaluateAsync<string[]>("[...document.querySelectorAll('.tile')].slice(0, 10).map(tile => tile.id)"));
    }

    [Fact]
    public async Task The_next_photo_takes_the_place_of_one_that_was_deleted_and_a_key_undoes_it()
    {
        var page = await site.AdministratorAsync(Device.Desktop);
        var path = await page.CreateEventAsync("One less");
        var ids = await site.SeedAsync(path, 8);
        await page.HoldSecondsAsync();
        await OpenAsync(page, path, ids.Count);
        await Tile(page, ids[2]).FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await page.Keyboard.PressAsync("Delete");
        await Assertions.Expect(page.Tiles()).ToHaveCountAsync(7);
        await Assertions.Expect(Tile(page, ids[3])).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Control+z");
        await Assertions.Expect(page.Tiles()).ToHaveCountAsync(8);
        await Assertions.Expect(page.GetByText("1 photo deleted")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Whoever_answers_or_takes_a_comment_back_stays_among_the_comments()
    {
        var page = await site.AdministratorAsync(Device.Desktop);
        var ids = await site.SeedAsync(await page.CreateEventAsync("Said by keyboard"), 1);
        await page.HoldSecondsAsync();
        await page.GotoAsync($"/p/{ids[0]}");
        await Assertions.Expect(page.Locator(".viewer .caption strong")).Not.ToBeEmptyAsync();
        await page.Keyboard.PressAsync("c");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Write a comment" }).FillAsync("First");
        await page.Keyboard.PressAsync("Enter");
        var reply = page.Locator(".viewer summary", new() { HasText = "Reply" });
        await reply.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "Reply to Ana Kovač" })).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("Second");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(reply).ToBeFocusedAsync();

        var delete = page.Locator(".answers > .comment[id] [data-form=delete-comment] button");
        await delete.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(delete).ToHaveTextAsync("Really delete");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".answers > .comment")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator(".viewer [data-part=threads]")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Whoever_closes_the_tray_is_on_the_page()
    {
        var page = await site.AdministratorAsync(Device.Desktop);
        await page.CreateEventAsync("Sent by keyboard");
        var tray = page.Locator("pixeli-upload");
        await page.UploadAsync(_photos.Painted(1, seed: 700));
        await tray.Locator("[data-act=close]").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(tray).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator("main")).ToBeFocusedAsync();
    }

    private static async Task OpenAsync(IPage page, string path, int count)
    {
        await page.GotoAsync("about:blank");
        await page.GotoAsync(path);
        await Assertions.Expect(page.Locator("pixeli-gallery.virtual")).ToBeVisibleAsync();
        await page.WaitForFunctionAsync("count => document.querySelector('pixeli-gallery').count === count", count); // until then only the first photos have a place
    }

    private static async Task TabToAsync(IPage page, string what, int most)
    {
        for (var presses = 0; presses < most; presses++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<bool>("what => document.activeElement.matches(what)", what))
                return;
        }

        Assert.Fail($"{what} was not reached within {most} presses of Tab.");
    }

    private static ILocator Tile(IPage page, Guid id) => page.Locator($"#p-{id}");

    private static ILocator Bar(IPage page) => page.GetByRole(AriaRole.Toolbar, new() { Name = "Selected photos" });
}
