using Microsoft.Playwright;

namespace Pixeli.BrowserTests;

public sealed class PhotosByKeyboard(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task Arrows_turn_Esc_closes_one_thing_after_the_other_and_letters_do_the_rest()
    {
        var page = await site.AdministratorAsync(Device.Desktop);
        var path = await page.CreateEventAsync("By keyboard");
        var ids = await site.SeedAsync(path, 3);
        await page.GotoAsync("about:blank");
        await page.GotoAsync(path);
        await Assertions.Expect(page.Locator("pixeli-gallery.virtual")).ToBeVisibleAsync();
        await page.Locator($"#p-{ids[0]}").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        var viewer = page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(page.Locator(".viewer .caption strong")).Not.ToBeEmptyAsync();
        Assert.True(await page.EvaluateAsync<bool>("() => document.querySelector('.viewer').contains(document.activeElement)"));

        await page.Keyboard.PressAsync("ArrowLeft");
        await Assertions.Expect(viewer.GetByRole(AriaRole.Status)).ToHaveTextAsync("This is the first photo");
        await page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(page).ToHaveURLAsync($"{site.Address}/p/{ids[1]}");
        await page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(page).ToHaveURLAsync($"{site.Address}/p/{ids[2]}");
        await page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(viewer.GetByRole(AriaRole.Status)).ToHaveTextAsync("This is the last photo");

        await page.Keyboard.PressAsync("l");
        await Assertions.Expect(page.Locator(".tool.like .count")).ToHaveTextAsync("1");
        await page.Keyboard.PressAsync("+");
        await Assertions.Expect(page.Locator(".stage.zoomed")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("-");
        await Assertions.Expect(page.Locator(".stage.zoomed")).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("?");
        await Assertions.Expect(page.GetByText("Previous and next photo")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.GetByText("Previous and next photo")).ToBeHiddenAsync();
        foreach (var (key, sheet) in ((string, string)[])[("c", "comments"), ("s", "share"), ("i", "info")])
        {
            await page.Keyboard.PressAsync(key);
            await Assertions.Expect(page.Locator($".drawer[data-shown={sheet}]")).ToBeVisibleAsync();
        }

        await page.GetByRole(AriaRole.Textbox, new() { Name = "Add tags" }).FillAsync("late");
        await page.Keyboard.PressAsync("ArrowLeft"); // belongs to who writes
        Assert.EndsWith($"/p/{ids[2]}", page.Url, StringComparison.Ordinal);
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator(".drawer")).ToBeHiddenAsync();
        await Assertions.Expect(viewer).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(viewer).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator($"#p-{ids[2]}")).ToBeFocusedAsync();
        await Assertions.Expect(page).ToHaveURLAsync(site.Address + path);
    }
}
