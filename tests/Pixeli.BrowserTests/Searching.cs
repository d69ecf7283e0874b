using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Pixeli.BrowserTests;

public sealed class Searching(Site site) : IClassFixture<Site>, IDisposable
{
    private readonly TestPhotos _photos = new();

    public void Dispose() => _photos.Dispose();

    [Fact]
    public async Task Suggestions_are_taken_by_keyboard_and_become_filters_of_the_address()
    {
        var page = await site.AdministratorAsync(Device.Desktop);
        await page.CreateEventAsync("Keyboard concert");
        await page.UploadAsync(_photos.Painted(2, seed: 900));
        await page.GotoAsync("/search");
        var field = page.GetByRole(AriaRole.Combobox, new() { Name = "Search photos" });
        await Assertions.Expect(field).ToBeFocusedAsync();

        await field.PressSequentiallyAsync("keyb");
        await Assertions.Expect(page.GetByRole(AriaRole.Option, new() { Name = "Keyboard concert" })).ToBeVisibleAsync();
        Assert.Empty(await page.ViolationsAsync());
        await field.PressAsync("ArrowDown");
        await Assertions.Expect(field).ToHaveAttributeAsync("aria-activedescendant", "search-suggestions-0");
        await field.PressAsync("Escape");
        await Assertions.Expect(field).ToHaveAttributeAsync("aria-expanded", "false");
        await field.PressAsync("o");
        await Assertions.Expect(page.GetByRole(AriaRole.Option, new() { Name = "Keyboard concert" })).ToBeVisibleAsync();
        await field.PressAsync("ArrowDown");
        await field.PressAsync("Enter");

        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Remove the filter In Keyboard concert" })).ToBeVisibleAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex(@"/search\?event="));
        await Assertions.Expect(page.GetByText("2 photos", new() { Exact = true })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task On_a_phone_a_person_is_tapped_and_joins_the_filters_that_are_set()
    {
        var page = await site.AdministratorAsync(Device.Phone);
        await page.GotoAsync("/search?mine=1");
        var field = page.GetByRole(AriaRole.Combobox, new() { Name = "Search photos" });
        await field.TapAsync();
        await field.PressSequentiallyAsync("kov");
        await Assertions.Expect(page.GetByRole(AriaRole.Option, new() { Name = "Taken by Ana Kovač" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Option, new() { Name = "With Ana Kovač in it" }).TapAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Remove the filter With Ana Kovač" })).ToBeVisibleAsync();
        await Assertions.Expect(page).ToHaveURLAsync(site.Address + "/search?mine=1&tagged=ana");
    }

    [Fact]
    public async Task Searches_are_remembered_on_the_device_and_can_be_forgotten()
    {
        var page = await site.AdministratorAsync(Device.Phone);
        foreach (var query in (string[])["?q=first", "?q=second&mine=1", "?q=third"])
        {
            await page.GotoAsync("/search" + query);
            await Assertions.Expect(page.Locator("pixeli-search [role=listbox]")).ToBeAttachedAsync();
        }

        var past = page.Locator("pixeli-search .recent li");
        await Assertions.Expect(past).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Combobox).FillAsync("");
        await Assertions.Expect(past).ToHaveTextAsync(["third", "second · My photos", "first"]);

        await page.GotoAsync("/search");
        await Assertions.Expect(past).ToHaveCountAsync(3);
        Assert.Empty(await page.ViolationsAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Forget third" }).TapAsync();
        await Assertions.Expect(past).ToHaveCountAsync(2);
        await page.ReloadAsync();
        await Assertions.Expect(past).ToHaveCountAsync(2);
        await page.GetByRole(AriaRole.Link, new() { Name = "second · My photos" }).TapAsync();
        await Assertions.Expect(page).ToHaveURLAsync(site.Address + "/search?q=second&mine=1");

        await page.GotoAsync("/search");
        await page.GetByRole(AriaRole.Button, new() { Name = "Forget all" }).TapAsync();
        await Assertions.Expect(past).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Without_script_every_filter_is_a_chip_that_unfolds()
    {
        var page = await site.AdministratorAsync(Device.Phone, script: false);
        await page.GotoAsync("/search");
        foreach (var (chip, label, value) in ((string, string, string)[])
            [("Event", "A part of its title", "plain"), ("Photographer", "A part of their name", "ana"), ("Dates", "From", "2026-01-02"), ("Tags", "Tags, with commas between them", "sea, sun"), ("People", "People in it, by user name", "ana")])
        {
            await page.Locator("summary", new() { HasText = chip }).TapAsync();
            await page.GetByLabel(label).FillAsync(value);
            await page.Locator("details[open]").GetByRole(AriaRole.Button, new() { Name = "Apply" }).TapAsync();
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "My photos" }).TapAsync();
        await Assertions.Expect(page.Locator(".chips li")).ToHaveTextAsync(
            ["In plain", "By ana", "From 2 January 2026", "#sea", "#sun", "With Ana Kovač", "My photos", "Clear all"]);
        await page.GetByRole(AriaRole.Link, new() { Name = "Remove the filter #sea" }).TapAsync();
        await Assertions.Expect(page.Locator(".chips li")).ToHaveCountAsync(7);
    }
}
