using System.Collections.Immutable;
using Microsoft.Playwright;

namespace Pixeli.BrowserTests;

/// <summary>One program and one browser for all tests of a class; an administrator is set up.</summary>
public class Site : IAsyncLifetime
{
    public const string Username = "ana";
    public const string Password = "a good long password";

    /// <summary>How long a condition may take on a busy machine; a test that passes never waits for it.</summary>
    private const float Patience = 120_000;

    private static readonly string[] Flags = ["--no-sandbox", "--disable-gpu"];
    private RunningPixeli? _program;
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private string? _signedIn;

    public string Address => _program!.Address;

    /// <summary>SIGKILL: nothing is told to the program.</summary>
    public Task KillAsync() => _program!.KillAsync();

    /// <summary>Starts the program again, with the same data at the same address.</summary>
    public Task StartAgainAsync() => _program!.StartAgainAsync();

    /// <summary>Fills an event, by its page's path, with so many photos of many days, within seconds.</summary>
    public Task<IReadOnlyList<Guid>> SeedAsync(string eventPath, int count) => _program!.SeedAsync(Guid.Parse(eventPath[3..]), count);

    /// <summary>Waits for the newest mail to an address and returns its code.</summary>
    public Task<string> CodeAsync(string address, int count = 1) => _program!.CodeAsync(address, count);

    public async Task InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout(Patience);
        _program = await RunningPixeli.StartAsync(PrepareAsync, Settings);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = Flags });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_program is not null)
            await _program.DisposeAsync();
    }

    /// <summary>A page of somebody who has not signed in.</summary>
    public Task<IPage> StrangerAsync(Device device, bool script = true) => NewPageAsync(Options(device, script));

    /// <summary>A page of the administrator, who is set up the first time.</summary>
    public async Task<IPage> AdministratorAsync(Device device, bool script = true, bool serviceWorker = false)
    {
        _signedIn ??= await SetUpAsync();
        var options = Options(device, script);
        if (serviceWorker)
            options.ServiceWorkers = ServiceWorkerPolicy.Allow;
        options.StorageState = _signedIn;
        return await NewPageAsync(options);
    }

    /// <summary>A page of somebody who has just signed up.</summary>
    public async Task<IPage> NewcomerAsync(string username, string name)
    {
        var page = await StrangerAsync(Device.Desktop);
        await page.GotoAsync("/signup");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await page.GetByLabel("User name").FillAsync(username);
        await page.GetByLabel("E-mail").FillAsync($"{username}@example.org");
        await page.GetByLabel("Password").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Create account" }).ClickAsync();
        await page.GetByLabel("Code").FillAsync(await CodeAsync($"{username}@example.org")); // a whole code sends itself
        await Assertions.Expect(page).ToHaveURLAsync(Address + "/");
        return page;
    }

    /// <summary>Settings of the program, as variables of its environment.</summary>
    protected virtual IReadOnlyDictionary<string, string> Settings => ImmutableDictionary<string, string>.Empty;

    /// <summary>Puts things into the data folder before the program starts.</summary>
    protected virtual Task PrepareAsync(string data) => Task.CompletedTask;

    private async Task<IPage> NewPageAsync(BrowserNewContextOptions options)
    {
        var context = await _browser!.NewContextAsync(options);
        context.SetDefaultTimeout(Patience);
        return await context.NewPageAsync();
    }

    private async Task<string> SetUpAsync()
    {
        var page = await StrangerAsync(Device.Desktop);
        await page.GotoAsync("/");
        if (new Uri(page.Url).AbsolutePath == "/setup")
            await page.FillSetUpAsync();
        else
            await page.SignInAsync(Password);
        await Assertions.Expect(page).ToHaveURLAsync(Address + "/");
        return await page.Context.StorageStateAsync();
    }

    private BrowserNewContextOptions Options(Device device, bool script) => new()
    {
        BaseURL = Address,
        JavaScriptEnabled = script,
        ServiceWorkers = ServiceWorkerPolicy.Block, // requests that it makes cannot be held up by a test
        ReducedMotion = ReducedMotion.Reduce,
        ViewportSize = device == Device.Phone ? new() { Width = 390, Height = 844 } : new() { Width = 1440, Height = 900 },
        IsMobile = device == Device.Phone,
        HasTouch = device == Device.Phone,
    };
}

/// <summary>What somebody holds.</summary>
public enum Device
{
    Phone,
    Desktop,
}
