using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Pixeli.BrowserTests;

/// <summary>What somebody is doing on a page stays theirs, whatever comes, goes and changes around them.</summary>
public sealed partial class NothingIsLost(Site site) : IClassFixture<Site>, IDisposable
{
    private readonly TestPhotos _photos = new();

    public void Dispose() => _photos.Dispose();

    [Fact]
    public async Task Files_chosen_before_the_script_has_come_are_asked_about()
    {
        var page = await site.AdministratorAsync(Device.Phone);
        var path = await page.CreateEventAsync("Quicker than the script");
        var script = await HeldAsync(page, Script());
        await page.GotoAsync(path, new() { WaitUntil = WaitUntilState.Commit });
        await page.Locator("input[data-upload-to]").First.SetInputFilesAsync(_photos.Painted(2, seed: 1000));
        script.SetResult();
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Heading, new() { Name = "2 photos" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Files_dropped_before_the_script_has_come_are_asked_about()
    {
        var page = await site.AdministratorAsync(Device.Desktop);
        var path = await page.CreateEventAsync("Dropped at once");
        var script = await HeldAsync(page, Script());
        await page.GotoAsync(path, new() { WaitUntil = WaitUntilState.Commit });
        await page.Locator("input[data-upload-to]").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        Assert.True(await page.EvaluateAsync<bool>("""
            () => {
              const dataTransfer = new DataTransfer();
              dataTransfer.items.add(new File(['one'], 'one.jpg', { type: 'image/jpeg' }));
              return !document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
            }
            """), "The browser left the page for the file.");
        script.SetResult();
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Heading, new() { Name = "1 photo" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Files_chosen_while_the_server_is_away_can_be_sent_later()
    {
        var page = await site.AdministratorAsync(Device.Phone);
        await page.CreateEventAsync("Away");
        await page.RouteAsync(TrayScript(), route => route.AbortAsync());
        await page.ReloadAsync();
        await page.Locator("input[data-upload-to]").First.SetInputFilesAsync(_photos.Painted(1, seed: 1010));
        var message = page.Locator(".toast", new() { HasText = "The upload could not begin" });
        await Assertions.Expect(message).ToBeVisibleAsync();
        await page.UnrouteAsync(TrayScript());
        await message.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Upload" }).ClickAsync();
        await Assertions.Expect(page.Locator("pixeli-upload .total")).ToHaveTextAsync("1 added");
    }

    [Fact]
    public async Task A_network_that_goes_without_a_word_is_given_up_and_the_upload_goes_on()
    {
        var page = await site.AdministratorAsync(Device.Phone);
        await page.HoldSecondsAsync();
        await page.CreateEventAsync("Without a word");
        var silent = new TaskCompletionSource();
        await page.RouteAsync("**/uploads/*", async route =>
        {
            if (route.Request.Method == "PATCH" && silent.TrySetResult())
                return; // never answered
            await route.ContinueAsync();
        });
        await page.StartUploadAsync(_photos.Painted(1, seed: 1020));
        await silent.Task.WaitAsync(TimeSpan.FromSeconds(120));
        await page.LetSecondsGoAsync(); // it may take more of them until the photo is processed
        await Assertions.Expect(page.Locator("pixeli-upload .total")).ToHaveTextAsync("1 added");
    }

    [Fact]
    public async Task Two_tabs_that_upload_at_the_same_time_send_each_photo_once()
    {
        var first = await site.AdministratorAsync(Device.Desktop);
        var path = await first.CreateEventAsync("Both at once");
        var second = await first.Context.NewPageAsync();
        await second.GotoAsync(path);
        var held = await Task.WhenAll(HeldAsync(first, Uploads()), HeldAsync(second, Uploads()));
        await Task.WhenAll(first.StartUploadAsync(_photos.Painted(5, seed: 1030)), second.StartUploadAsync(_photos.Painted(5, seed: 1040)));
        foreach (var tab in (IPage[])[first, second])
            await Assertions.Expect(tab.Locator("pixeli-upload .total")).ToContainTextAsync("of 10"); // what comes after all is sent is counted anew
        foreach (var tab in held)
            tab.SetResult();
        foreach (var tab in (IPage[])[first, second])
            await Assertions.Expect(tab.Locator("pixeli-upload .total")).ToHaveTextAsync("10 added");
    }

    [Fact]
    public async Task A_tab_that_the_browser_stops_lets_another_go_on_with_its_photos()
    {
        var first = await site.AdministratorAsync(Device.Phone);
        var path = await first.CreateEventAsync("Stopped in the middle");
        _ = await HeldAsync(first, Uploads());
        await first.StartUploadAsync(_photos.Painted(4, seed: 1050));
        await Assertions.Expect(first.Locator("pixeli-upload .total")).ToContainTextAsync("of 4");
        var second = await first.Context.NewPageAsync();
        await second.GotoAsync(path);
        await Assertions.Expect(second.GetByText("Another tab sends these photos.")).ToBeVisibleAsync();

        await first.EvaluateAsync("document.dispatchEvent(new Event('freeze'))"); // what browsers send a tab that nobody has looked at for long
        await Assertions.Expect(second.Locator("pixeli-upload .total")).ToHaveTextAsync("4 added");
        await first.EvaluateAsync("document.dispatchEvent(new Event('resume'))");
        await Assertions.Expect(first.Locator("pixeli-upload .total")).ToHaveTextAsync("4 added");
        await Assertions.Expect(first.GetByText("Another tab sends these photos.")).ToBeVisibleAsync();
        await Assertions.Expect(second.Locator("pixeli-upload li[data-state=done]")).ToHaveCountAsync(4);
    }

    [Fact]
    public async Task A_comment_half_written_outlives_what_comes_and_what_else_is_done()
    {
        var (page, ben) = (await site.AdministratorAsync(Device.Desktop), await site.NewcomerAsync("ben", "Ben"));
        var ids = await site.SeedAsync(await page.CreateEventAsync("Half written"), 2);
        await page.GotoAsync($"/p/{ids[0]}#comments");
        var field = page.GetByRole(AriaRole.Textbox, new() { Name = "Write a comment" });
        await field.FillAsync("I was about to");
        await ben.GotoAsync($"/p/{ids[0]}#comments");
        await ben.GetByRole(AriaRole.Textbox, new() { Name = "Write a comment" }).FillAsync("First!");
        await ben.GetByRole(AriaRole.Button, new() { Name = "Send" }).Last.ClickAsync();
        await Assertions.Expect(page.Locator(".comment", new() { HasText = "First!" })).ToBeVisibleAsync();
        await Assertions.Expect(field).ToBeFocusedAsync();
        await Assertions.Expect(field).ToHaveValueAsync("I was about to");

        await page.GetByRole(AriaRole.Button, new() { Name = "Details", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Add tags" }).FillAsync("dance");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("[data-part=tags]").GetByText("dance").First).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Comments" }).ClickAsync();
        await Assertions.Expect(field).ToHaveValueAsync("I was about to");

        await page.Locator(".drawer > header .tool").ClickAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex($"/p/{ids[1]}"));
        await page.Keyboard.PressAsync("ArrowLeft");
        await page.GetByRole(AriaRole.Button, new() { Name = "Comments" }).ClickAsync();
        await Assertions.Expect(field).ToHaveValueAsync("I was about to");
    }

    [Fact]
    public async Task Whoever_is_on_a_line_of_the_inbox_or_on_the_way_from_it_stays_so_when_more_comes()
    {
        var (page, mia) = (await site.AdministratorAsync(Device.Phone), await site.NewcomerAsync("mia", "Mia"));
        var ids = await site.SeedAsync(await page.CreateEventAsync("Told of"), 3);
        await LikeAsync(mia, ids[0]);
        await page.GotoAsync("/inbox");
        var lines = page.Locator("main a[href^='/inbox/']");
        await lines.First.FocusAsync();
        var before = await lines.First.GetAttributeAsync("href");
        await LikeAsync(mia, ids[1]);
        await Assertions.Expect(lines).ToHaveCountAsync(2);
        await Assertions.Expect(page.Locator($"main a[href='{before}']")).ToBeFocusedAsync();

        var opened = await HeldAsync(page, Opened());
        await page.Locator($"main a[href='{before}']").ClickAsync();
        await Assertions.Expect(page.Locator("html.navigating")).ToHaveCountAsync(1);
        var told = page.WaitForResponseAsync("**/notifications/unread-count/");
        await LikeAsync(mia, ids[2]);
        await told;
        opened.SetResult();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex($"/p/{ids[0]}"));
    }

    [Fact]
    public async Task What_is_pressed_twice_is_sent_once()
    {
        var page = await site.AdministratorAsync(Device.Desktop);
        await page.GotoAsync("/events/new");
        var sent = 0;
        page.Request += (_, request) => sent += request is { Method: "POST", ResourceType: "fetch" } && request.Url.EndsWith("/events/new", StringComparison.Ordinal) ? 1 : 0;
        await page.GetByLabel("Title").FillAsync("Only once");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create event" }).DblClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(Intents.EventUrl());
        Assert.Equal(1, sent);
    }

    [Fact]
    public async Task A_photo_that_somebody_else_deletes_is_said_to_be_gone_and_its_neighbour_is_shown()
    {
        var (page, other) = (await site.AdministratorAsync(Device.Phone), await site.AdministratorAsync(Device.Desktop));
        var ids = await site.SeedAsync(await page.CreateEventAsync("Fewer and fewer"), 3);
        await page.GotoAsync($"/p/{ids[1]}");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Delete photo" })).ToBeVisibleAsync();
        await other.GotoAsync("/");
        await other.EvaluateAsync("id => fetch(`/photos/${id}/`, { method: 'DELETE' })", ids[1].ToString());
        await Assertions.Expect(page.GetByText("This photo is gone")).ToBeVisibleAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex($"/p/{ids[2]}"));
    }

    private static Task LikeAsync(IPage page, Guid id) => page.EvaluateAsync("id => fetch(`/photos/${id}/likes/`, { method: 'POST' })", id.ToString());

    /// <summary>Answers that wait until they are let go.</summary>
    private static async Task<TaskCompletionSource> HeldAsync(IPage page, Regex which)
    {
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await page.RouteAsync(which, async route =>
        {
            await go.Task;
            await route.ContinueAsync();
        });
        return go;
    }

    [GeneratedRegex(@"/built/en/pixeli\.[^/]*js$")]
    private static partial Regex Script();

    [GeneratedRegex(@"/built/en/tray[^/]*js$")]
    private static partial Regex TrayScript();

    [GeneratedRegex("/uploads/")]
    private static partial Regex Uploads();

    [GeneratedRegex("/inbox/[0-9a-f-]{36}$")]
    private static partial Regex Opened();
}
