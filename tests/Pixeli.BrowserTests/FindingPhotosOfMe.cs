using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Pixeli.BrowserTests;

/// <summary>Somebody looks for photos of themselves: real faces, real weights.</summary>
public sealed partial class FindingPhotosOfMe(SeeingSite site) : IClassFixture<SeeingSite>
{
    // One of the two people in portrait.jpg, before a camera that needs no one to sit there.
    private const string Camera = """
        const portrait = () => new Promise((loaded) => {
          const image = new Image();
          image.onload = () => loaded(image);
          image.src = window.portraitForTests;
        });
        navigator.mediaDevices.getUserMedia = async () => {
          if (window.deniedForTests) throw new DOMException("Permission denied", "NotAllowedError");
          const canvas = Object.assign(document.createElement("canvas"), { width: 760, height: 680 });
          canvas.getContext("2d").drawImage(await portrait(), 150, 80, 380, 340, 0, 0, 760, 680);
          setInterval(() => canvas.getContext("2d").fillRect(0, 0, 1, 1), 100); // only what is drawn anew is streamed
          return canvas.captureStream(10);
        };
        """;

    [SeeingTheory, Trait("Needs", "weights")]
    [InlineData(Device.Phone)]
    [InlineData(Device.Desktop)]
    public async Task They_take_a_selfie_answer_what_is_found_and_have_it_erased(Device device)
    {
        var (path, page) = (await PortraitsAsync($"Faces {device}"), await site.AdministratorAsync(device));
        var portrait = Convert.ToBase64String(await File.ReadAllBytesAsync(SeeingSite.Photo("portrait.jpg")));
        await page.AddInitScriptAsync($"window.portraitForTests = 'data:image/jpeg;base64,{portrait}';" + Camera);
        await page.GotoAsync("/me");
        await page.GetByRole(AriaRole.Link, new() { Name = "Find photos of me" }).ClickAsync();
        await Assertions.Expect(page.GetByText("What is kept", new() { Exact = true })).ToBeVisibleAsync();
        Assert.Empty(await page.ViolationsAsync());

        await page.Locator("pixeli-selfie input[type=file]").SetInputFilesAsync(SeeingSite.Photo("portrait.jpg"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Agree" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("several people");
        await page.EvaluateAsync("() => { window.deniedForTests = true; }");
        await page.GetByRole(AriaRole.Button, new() { Name = "Use the camera" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "may not be used here" })).ToBeVisibleAsync();
        await page.EvaluateAsync("() => { window.deniedForTests = false; }");
        await page.GetByRole(AriaRole.Button, new() { Name = "Use the camera" }).ClickAsync();
        await page.WaitForFunctionAsync("() => document.querySelector('video').videoWidth > 0");
        Assert.Empty(await page.ViolationsAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Take the picture" }).ClickAsync();
        await Assertions.Expect(page.GetByAltText("The picture you are about to send")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Agree" }).ClickAsync();
        await Assertions.Expect(page.GetByText("looked at and deleted")).ToBeVisibleAsync();

        await FoundAsync(page, path, 2);
        await Assertions.Expect(page.GetByText("Most likely you")).ToHaveCountAsync(2);
        await Assertions.Expect(page.Locator(".ring").First).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Checkbox).First).ToHaveCSSAsync("opacity", "1");
        Assert.Empty(await page.ViolationsAsync());
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), "The page is wider than the screen.");

        await page.GetByRole(AriaRole.Button, new() { Name = "Not me" }).First.ClickAsync();
        await Assertions.Expect(page.GetByText("Not you.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Not you.")).ToBeHiddenAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Choose all" }).ClickAsync();
        await Assertions.Expect(page.GetByText("2 photos", new() { Exact = true }).Last).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "These are me" }).ClickAsync();
        await Assertions.Expect(page.GetByText("You are named now.")).ToHaveCountAsync(2);

        await page.Locator(".found a").First.ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(PhotoUrl());
        await page.Locator(".viewer").GetByLabel("Close", new() { Exact = true }).First.ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/find-me"));
        await Assertions.Expect(page.GetByText("No photos that may show you")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Erase it and stop looking" }).ClickAsync();
        await Assertions.Expect(page.GetByText("It is erased")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Use the camera" })).ToBeVisibleAsync();
    }

    [SeeingTheory, Trait("Needs", "weights")]
    [InlineData(Device.Phone)]
    public async Task Without_script_a_file_does_as_well(Device device)
    {
        var path = await PortraitsAsync("Plain faces");
        var page = await site.AdministratorAsync(device, script: false);
        await page.GotoAsync("/find-me");
        await page.GetByLabel("A picture of you").SetInputFilesAsync(SeeingSite.Photo("tanners_ridge.jpg"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Agree" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert).First).ToContainTextAsync("No face was found");
        await page.GetByLabel("A picture of you").SetInputFilesAsync(await HalfAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Agree" }).ClickAsync();
        await FoundAsync(page, path, 2);

        await page.GetByRole(AriaRole.Checkbox).First.CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "These are me" }).ClickAsync();
        await Assertions.Expect(page.GetByText("You are named in 1 photo now.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Not me" }).First.ClickAsync();
        await Assertions.Expect(page.GetByText("1 photo will not be shown again.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Erase it and stop looking" }).ClickAsync();
        await Assertions.Expect(page.GetByText("It is erased")).ToBeVisibleAsync();
    }

    private async Task<string> PortraitsAsync(string title)
    {
        var page = await site.AdministratorAsync(Device.Desktop);
        var path = await page.CreateEventAsync(title);
        await page.UploadAsync(SeeingSite.Photo("portrait.jpg"), SeeingSite.Photo("portrait-orientation-6.jpg"), SeeingSite.Photo("tanners_ridge.jpg"));
        await page.Context.CloseAsync();
        return path;
    }

    /// <summary>Looks again until the machine has looked at every photo of the event.</summary>
    private static async Task FoundAsync(IPage page, string path, int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(180));
        do
        {
            patience.Token.ThrowIfCancellationRequested();
            await page.GotoAsync($"/find-me?event={path[3..]}");
        }
        while (await page.Locator(".found").CountAsync() < count);
        await Assertions.Expect(page.Locator(".found")).ToHaveCountAsync(count);
    }

    /// <summary>One of the two people in portrait.jpg.</summary>
    private async Task<FilePayload> HalfAsync()
    {
        var page = await site.StrangerAsync(Device.Desktop);
        await page.GotoAsync("/login");
        var portrait = Convert.ToBase64String(await File.ReadAllBytesAsync(SeeingSite.Photo("portrait.jpg")));
        var half = await page.EvaluateAsync<string>(
            """
            async (portrait) => {
              const image = Object.assign(new Image(), { src: `data:image/jpeg;base64,${portrait}` });
              await image.decode();
              const canvas = Object.assign(document.createElement("canvas"), { width: 380, height: 340 });
              canvas.getContext("2d").drawImage(image, 150, 80, 380, 340, 0, 0, 380, 340);
              return canvas.toDataURL("image/jpeg", 0.95).split(",")[1];
            }
            """,
            portrait);
        await page.Context.CloseAsync();
        return new() { Name = "half.jpg", MimeType = "image/jpeg", Buffer = Convert.FromBase64String(half) };
    }

    [GeneratedRegex("/p/[0-9a-f-]{36}")]
    private static partial Regex PhotoUrl();
}
