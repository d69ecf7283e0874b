using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Pixeli.BrowserTests;

/// <summary>What people do, in the words they would use.</summary>
internal static partial class Intents
{
    public static async Task FillSetUpAsync(this IPage page)
    {
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Ana Kovač");
        await page.GetByLabel("User name").FillAsync(Site.Username);
        await page.GetByLabel("E-mail").FillAsync("ana@example.org");
        await page.GetByLabel("Password").FillAsync(Site.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Create account" }).ClickAsync();
    }

    public static async Task SignInAsync(this IPage page, string password)
    {
        await page.GetByLabel("User name or e-mail").FillAsync(Site.Username);
        await page.GetByLabel("Password").FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }

    /// <summary>On the page that says that one was signed out before a form was sent.</summary>
    public static async Task SignInAgainAsync(this IPage page)
    {
        await page.GetByLabel("User name or e-mail").FillAsync(Site.Username);
        await page.GetByLabel("Password").FillAsync(Site.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in and send" }).ClickAsync();
    }

    /// <summary>Creates an event and ends on its page.</summary>
    public static async Task<string> CreateEventAsync(this IPage page, string title)
    {
        await page.GotoAsync("/events/new");
        await page.GetByLabel("Title").FillAsync(title);
        await page.GetByRole(AriaRole.Button, new() { Name = "Create event" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(EventUrl());
        return new Uri(page.Url).AbsolutePath;
    }

    /// <summary>Picks files on an event's page and waits until each has met its fate.</summary>
    public static async Task UploadAsync(this IPage page, params string[] files)
    {
        await page.StartUploadAsync(files);
        await Assertions.Expect(page.Locator("pixeli-upload[settled]")).ToBeVisibleAsync();
    }

    /// <summary>Takes the tray away, which on a phone lies over the page's end.</summary>
    public static Task CloseTrayAsync(this IPage page) => page.Locator("pixeli-upload [data-act=close]").ClickAsync();

    /// <summary>Picks files on an event's page and says nothing about them.</summary>
    public static async Task StartUploadAsync(this IPage page, params string[] files)
    {
        await page.Locator("input[data-upload-to]").First.SetInputFilesAsync(files);
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Upload" }).ClickAsync();
    }

    /// <summary>Loads the page anew until so many photos have their pictures.</summary>
    public static async Task WaitUntilProcessedAsync(this IPage page, int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        while (await page.Tiles().Locator("img").CountAsync() < count)
        {
            patience.Token.ThrowIfCancellationRequested();
            await page.ReloadAsync();
        }
    }

    public static ILocator Tiles(this IPage page) => page.Locator("pixeli-gallery .tile");

    [GeneratedRegex("/e/[0-9a-f-]{36}$")]
    public static partial Regex EventUrl();
}
