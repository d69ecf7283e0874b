using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Pixeli.BrowserTests;

/// <summary>What somebody hears of, wherever they are on the site.</summary>
public sealed partial class BeingTold(Site site) : IClassFixture<Site>
{
    [Theory]
    [InlineData(Device.Phone)]
    [InlineData(Device.Desktop)]
    public async Task A_message_names_the_person_and_opens_the_photo_at_its_comments(Device device)
    {
        var ana = await site.AdministratorAsync(device);
        var ids = await site.SeedAsync(await ana.CreateEventAsync($"Told on a {device}"), 1);
        var username = $"ben-{device}".ToLowerInvariant();
        var ben = await site.NewcomerAsync(username, $"Ben of the {device}");
        await ana.HoldSecondsAsync();
        var connected = ana.WaitForResponseAsync("**/notifications/unread-count/"); // asked once it is connected
        await ana.GotoAsync("/");
        await connected;
        await ben.GotoAsync($"/p/{ids[0]}#comments");
        await Assertions.Expect(ben.Locator(".drawer[data-shown=comments]")).ToBeVisibleAsync(); // whoever follows the link is there at once
        await ben.GetByRole(AriaRole.Textbox, new() { Name = "Write a comment" }).FillAsync("I was there");
        await ben.GetByRole(AriaRole.Button, new() { Name = "Send" }).Last.ClickAsync();

        var message = ana.Locator(".toast", new() { HasText = $"Ben of the {device} wrote a comment" });
        await Assertions.Expect(message).ToBeVisibleAsync();
        await message.GetByRole(AriaRole.Button, new() { Name = "Open" }).ClickAsync();
        await Assertions.Expect(ana).ToHaveURLAsync(AtComments());
        await Assertions.Expect(ana.Locator(".drawer[data-shown=comments] .comment", new() { HasText = "I was there" })).ToBeVisibleAsync();
    }

    [GeneratedRegex("/p/[0-9a-f-]{36}#comments$")]
    private static partial Regex AtComments();
}
