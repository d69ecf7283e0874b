using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Pixeli.BrowserTests;

public sealed partial class AccountsOfTheirOwn(Site site) : IClassFixture<Site>, IDisposable
{
    private readonly TestPhotos _photos = new();

    public void Dispose() => _photos.Dispose();

    [Theory]
    [InlineData(Device.Phone, false)]
    [InlineData(Device.Desktop, true)]
    public async Task Somebody_signs_up_confirms_the_address_and_fills_in_who_they_are(Device device, bool script)
    {
        _ = await site.AdministratorAsync(Device.Desktop);
        var (page, username) = (await site.StrangerAsync(device, script), $"bela{device}".ToLowerInvariant());
        await SignUpAsync(page, username);

        await page.GetByLabel("Code").FillAsync("000000x");
        await page.GetByRole(AriaRole.Button, new() { Name = "Confirm" }).ClickAsync();
        await Assertions.Expect(page.GetByText("This code is wrong or no longer good.")).ToBeVisibleAsync();
        if (script)
        {
            await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { NameRegex = SecondsLeft() })).ToBeDisabledAsync();
        }
        else
        {
            await page.GetByRole(AriaRole.Button, new() { Name = "Send another code" }).ClickAsync();
            await Assertions.Expect(page.GetByText("A code was sent a moment ago.")).ToBeVisibleAsync();
        }

        await page.GetByLabel("Code").FillAsync(await site.CodeAsync($"{username}@example.org"));
        if (!script)
            await page.GetByRole(AriaRole.Button, new() { Name = "Confirm" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(site.Address + "/");

        await page.GotoAsync("/me");
        await page.GetByLabel("About me").FillAsync("Takes pictures.");
        await page.GetByLabel("Department").FillAsync("Physics");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Saved.")).ToBeVisibleAsync();
        await page.GetByLabel("Picture", new() { Exact = true }).SetInputFilesAsync(_photos.Impostor());
        await page.GetByRole(AriaRole.Button, new() { Name = "Use this picture" }).ClickAsync();
        await Assertions.Expect(page.GetByText("This file is no picture that can be read.")).ToBeVisibleAsync();
        await page.GetByLabel("Picture", new() { Exact = true }).SetInputFilesAsync(_photos.Painted(1, seed: 70)[0]);
        await page.GetByRole(AriaRole.Button, new() { Name = "Use this picture" }).ClickAsync();
        await Assertions.Expect(page.Locator("header img.face")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByLabel("Department")).ToHaveValueAsync("Physics");
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove picture" }).ClickAsync();
        await Assertions.Expect(page.Locator("header img.face")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Who_forgot_the_password_chooses_another_and_is_signed_out_elsewhere()
    {
        _ = await site.AdministratorAsync(Device.Desktop);
        var first = await site.StrangerAsync(Device.Desktop);
        await SignUpAsync(first, "cleo");
        await first.GetByLabel("Code").FillAsync(await site.CodeAsync("cleo@example.org"));
        await Assertions.Expect(first).ToHaveURLAsync(site.Address + "/");

        var page = await site.StrangerAsync(Device.Phone, script: false);
        await page.GotoAsync("/login");
        await page.GetByRole(AriaRole.Link, new() { Name = "Forgotten password" }).ClickAsync();
        await page.GetByLabel("E-mail").FillAsync("cleo@example.org");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send the code" }).ClickAsync();
        await page.GetByLabel("Code").FillAsync(await site.CodeAsync("cleo@example.org", 2));
        await page.GetByLabel("New password").FillAsync("an even longer password");
        await page.GetByRole(AriaRole.Button, new() { Name = "Change password" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Your password is changed.")).ToBeVisibleAsync();
        await page.GetByLabel("User name or e-mail").FillAsync("cleo");
        await page.GetByLabel("Password").FillAsync("an even longer password");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(site.Address + "/");

        await first.GotoAsync("/me");
        await Assertions.Expect(first).ToHaveURLAsync(LoginUrl());
        await first.GetByLabel("User name or e-mail").FillAsync("cleo");
        await first.GetByLabel("Password").FillAsync("an even longer password");
        await first.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Assertions.Expect(first.GetByText("Chrome on")).ToHaveCountAsync(2);
        await first.GetByRole(AriaRole.Button, new() { Name = "Sign out on Chrome" }).ClickAsync();
        await Assertions.Expect(first.GetByText("Chrome on")).ToHaveCountAsync(1);
        await page.GotoAsync("/me");
        await Assertions.Expect(page).ToHaveURLAsync(LoginUrl());
    }

    private static async Task SignUpAsync(IPage page, string username)
    {
        await page.GotoAsync("/login");
        await page.GetByRole(AriaRole.Link, new() { Name = "Sign up" }).ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Béla Kiss");
        await page.GetByLabel("User name").FillAsync(Site.Username);
        await page.GetByLabel("E-mail").FillAsync($"{username}@example.org");
        await page.GetByLabel("Password").FillAsync(Site.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Create account" }).ClickAsync();
        await Assertions.Expect(page.GetByText("A user with that username already exists.")).ToBeVisibleAsync();
        await page.GetByLabel("User name").FillAsync(username);
        await page.GetByLabel("Password").FillAsync(Site.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Create account" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Check your mail" })).ToBeVisibleAsync();
    }

    [GeneratedRegex("^Send another code in [0-9]+ seconds?$")]
    private static partial Regex SecondsLeft();

    [GeneratedRegex("/login\\?")]
    private static partial Regex LoginUrl();
}
