using Microsoft.Playwright;

namespace Pixeli.BrowserTests;

public sealed class GettingIn(Site site) : IClassFixture<Site>
{
    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("https://evil.example")]
    public async Task Signing_in_never_leads_to_another_site(string returnUrl)
    {
        _ = await site.AdministratorAsync(Device.Desktop);
        var page = await site.StrangerAsync(Device.Desktop);
        await page.GotoAsync("/login?returnUrl=" + Uri.EscapeDataString(returnUrl));
        await page.SignInAsync(Site.Password);
        await Assertions.Expect(page).ToHaveURLAsync(site.Address + "/");
    }
}
