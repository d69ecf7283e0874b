using Microsoft.Playwright;

namespace Pixeli.BrowserTests;

public sealed class FirstRun(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task The_first_visitor_creates_the_administrator_and_later_ones_sign_in_and_land_where_they_were_going()
    {
        var page = await site.StrangerAsync(Device.Phone, script: false);
        await page.GotoAsync("/upload");
        Assert.EndsWith("/setup", page.Url, StringComparison.Ordinal);
        await page.FillSetUpAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "No events yet" })).ToBeVisibleAsync();

        await page.GotoAsync("/setup");
        Assert.Equal(site.Address + "/", page.Url);

        await page.GotoAsync("/me");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Sign in" })).ToBeVisibleAsync();
        await page.GotoAsync("/upload");
        await page.SignInAsync("not my password");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("do not match");
        await Assertions.Expect(page.GetByLabel("User name or e-mail")).ToHaveValueAsync(Site.Username);

        await page.SignInAsync(Site.Password);
        await Assertions.Expect(page).ToHaveURLAsync(site.Address + "/upload");
    }
}
