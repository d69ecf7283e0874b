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

    [Theory]
    [InlineData(Device.Phone, true)]
    [InlineData(Device.Desktop, true)]
    [InlineData(Device.Phone, false)]
    public async Task Who_signs_up_on_the_way_somewhere_lands_there(Device device, bool script)
    {
        _ = await site.AdministratorAsync(Device.Desktop);
        var (page, name) = (await site.StrangerAsync(device, script), $"way{device}{script}".ToLowerInvariant());
        await page.GotoAsync("/search?q=dance");
        await page.GetByRole(AriaRole.Link, new() { Name = "Sign up" }).ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("On The Way");
        await page.GetByLabel("User name").FillAsync(name);
        await page.GetByLabel("E-mail").FillAsync($"{name}@example.org");
        await page.GetByLabel("Password").FillAsync(Site.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Create account" }).ClickAsync();
        var code = page.GetByLabel("Code");
        await Assertions.Expect(code).ToBeFocusedAsync();
        await Assertions.Expect(code).ToHaveAttributeAsync("autocomplete", "one-time-code");
        await Assertions.Expect(code).ToHaveAttributeAsync("inputmode", "numeric");
        var digits = await site.CodeAsync($"{name}@example.org");
        await code.FillAsync($"{digits[..3]} {digits[3..]}");
        if (!script)
            await page.GetByRole(AriaRole.Button, new() { Name = "Confirm" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(site.Address + "/search?q=dance");
    }

    [Fact]
    public async Task A_code_typed_before_the_script_came_is_sent_when_it_comes()
    {
        _ = await site.AdministratorAsync(Device.Desktop);
        var page = await site.StrangerAsync(Device.Phone);
        await page.GotoAsync("/signup");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Quick Hand");
        await page.GetByLabel("User name").FillAsync("quickhand");
        await page.GetByLabel("E-mail").FillAsync("quickhand@example.org");
        await page.GetByLabel("Password").FillAsync(Site.Password);
        var typed = new TaskCompletionSource();
        await page.RouteAsync(
            "**/pixeli.*.js",
            async route =>
            {
                await typed.Task;
                await route.ContinueAsync();
            });
        await page.GetByRole(AriaRole.Button, new() { Name = "Create account" }).ClickAsync();
        await page.GetByLabel("Code").FillAsync(await site.CodeAsync("quickhand@example.org"));
        typed.SetResult();
        await Assertions.Expect(page).ToHaveURLAsync(site.Address + "/");
    }

    [Fact]
    public async Task A_password_can_be_looked_at_and_is_one_again_when_it_is_sent()
    {
        _ = await site.AdministratorAsync(Device.Desktop);
        var page = await site.StrangerAsync(Device.Phone);
        await page.GotoAsync("/login");
        var (password, toggle) = (page.GetByLabel("Password"), page.GetByRole(AriaRole.Button, new() { Name = "Show characters" }));
        await Assertions.Expect(password).ToHaveAttributeAsync("autocomplete", "current-password");
        await password.FillAsync("wrong");
        await toggle.TapAsync();
        await Assertions.Expect(password).ToHaveAttributeAsync("type", "text");
        await Assertions.Expect(password).ToBeFocusedAsync();
        Assert.Empty(await page.ViolationsAsync());
        await page.GetByLabel("User name or e-mail").FillAsync(Site.Username);
        var typeWhenSent = await page.EvaluateAsync<string>(
            "() => new Promise((tell) => { document.forms[0].addEventListener('submit', (event) => { event.preventDefault(); tell(document.querySelector('[autocomplete=current-password]').type); }); document.forms[0].requestSubmit(); })");
        Assert.Equal("password", typeWhenSent);
    }

    [Theory]
    [InlineData(Device.Phone)]
    [InlineData(Device.Desktop)]
    public async Task Another_code_can_be_had_when_the_seconds_have_run_down(Device device)
    {
        _ = await site.AdministratorAsync(Device.Desktop);
        var page = await site.StrangerAsync(device);
        await page.Clock.InstallAsync();
        await page.GotoAsync("/forgot");
        await page.GetByLabel("E-mail").FillAsync($"nobody{device}@example.org");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send the code" }).ClickAsync();
        var another = page.Locator("pixeli-wait button");
        await Assertions.Expect(another).ToBeDisabledAsync();
        await Assertions.Expect(another).ToContainTextAsync(" seconds");
        await page.Clock.FastForwardAsync("01:01");
        await Assertions.Expect(another).ToBeEnabledAsync();
        await Assertions.Expect(another).ToHaveTextAsync("Send another code");
        await Assertions.Expect(page.Locator("input[autocomplete=username]")).ToHaveValueAsync($"nobody{device}@example.org");
        Assert.Empty(await page.ViolationsAsync());
    }
}
