using Microsoft.Playwright;

namespace Pixeli.BrowserTests;

/// <summary>Every page, on a phone and on a desktop, light and dark: axe-core finds nothing, and nothing is wider than the screen.</summary>
public sealed class AccessibleToAll(Site site) : IClassFixture<Site>, IDisposable
{
    private static readonly string[] OfStrangers = ["/login", "/signup", "/verify", "/reset", "/forgot", "/offline", "/nowhere"];

    private static readonly string[] OfPeople =
    [
        "/", "/events/new", "/e/{event}", "/e/{event}?sort=-timestamp", "/e/{event}/edit", "/e/{empty}", "/p/{photo}", "/upload", "/me", "/e/{event}/wall", "/search", "/search?q=summer", "/inbox", "/me/tagged", "/u/ana", "/admin", "/admin/people",
        "/admin/events", "/admin/processing", "/admin/models", "/e/{event}/failures", "/me/tagged?choose=true", "/me/logins", "/find-me", "/e/00000000-0000-0000-0000-000000000000",
    ];

    private readonly TestPhotos _photos = new();

    public static TheoryData<Device, ColorScheme> Looks => new()
    {
        { Device.Phone, ColorScheme.Light },
        { Device.Phone, ColorScheme.Dark },
        { Device.Desktop, ColorScheme.Light },
        { Device.Desktop, ColorScheme.Dark },
    };

    public void Dispose() => _photos.Dispose();

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Every_page_is_accessible_and_fits(Device device, ColorScheme scheme)
    {
        var page = await site.AdministratorAsync(device);
        await page.EmulateMediaAsync(new() { ColorScheme = scheme });
        var path = await page.CreateEventAsync($"Summer {device} {scheme}");
        await page.UploadAsync(_photos.Painted(3, seed: 600));
        await page.CloseTrayAsync();
        var photo = await page.Tiles().First.GetAttributeAsync("data-id");
        var empty = await page.CreateEventAsync("Nothing yet");

        var stranger = await site.StrangerAsync(device);
        await stranger.EmulateMediaAsync(new() { ColorScheme = scheme });
        List<string> complaints = [];
        foreach (var address in OfStrangers)
            complaints.AddRange(await ComplaintsAsync(stranger, address));
        foreach (var address in OfPeople)
        {
            var filled = address.Replace("/e/{event}", path, StringComparison.Ordinal).Replace("/e/{empty}", empty, StringComparison.Ordinal)
                .Replace("{photo}", photo, StringComparison.Ordinal);
            complaints.AddRange(await ComplaintsAsync(page, filled));
        }

        Assert.True(complaints.Count == 0, string.Join(Environment.NewLine, complaints));
    }

    [Theory]
    [InlineData("/admin")]
    [InlineData("/admin/processing")]
    [InlineData("/me")]
    public async Task Names_stay_whole_with_letters_twice_as_large(string address)
    {
        var page = await site.AdministratorAsync(Device.Phone);
        await page.GotoAsync(address);
        var broken = await page.EvaluateAsync<string[]>(
            """
            () => {
              document.documentElement.style.fontSize = "200%";
              const words = [...document.querySelectorAll("dt")].flatMap(name => [...name.childNodes].filter(node => node.nodeType === Node.TEXT_NODE))
                .flatMap(node => [...node.data.matchAll(/\S+/g)].map(word => ({ node, word })));
              if (words.length === 0) return ["there are none"];
              return words.filter(({ node, word }) => {
                const range = document.createRange();
                range.setStart(node, word.index);
                range.setEnd(node, word.index + word[0].length);
                return range.getClientRects().length > 1;
              }).map(({ word }) => word[0]);
            }
            """);
        Assert.Equal([], broken);
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task The_page_of_the_API_is_accessible(Device device, ColorScheme scheme)
    {
        var page = await site.StrangerAsync(device);
        await page.EmulateMediaAsync(new() { ColorScheme = scheme });
        await page.GotoAsync("/docs");
        await Assertions.Expect(page.Locator(".opblock-summary").First).ToBeVisibleAsync();

        Assert.Equal([], await page.ViolationsAsync());
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task The_open_viewer_and_its_sheets_are_accessible(Device device, ColorScheme scheme)
    {
        var page = await site.AdministratorAsync(device);
        await page.EmulateMediaAsync(new() { ColorScheme = scheme });
        await site.SeedAsync(await page.CreateEventAsync($"Viewed {device} {scheme}"), 3);
        await page.ReloadAsync();
        await page.Tiles().First.ClickAsync();
        await Assertions.Expect(page.Locator(".viewer .caption strong")).Not.ToBeEmptyAsync();
        List<string> complaints = [.. await page.ViolationsAsync()];
        foreach (var (key, sheet) in ((string, string)[])[("c", "comments"), ("i", "info"), ("s", "share")])
            complaints.AddRange(await ComplaintsOfSheetAsync(page, key, sheet));
        Assert.True(complaints.Count == 0, string.Join(Environment.NewLine, complaints));
    }

    private static async Task<IEnumerable<string>> ComplaintsOfSheetAsync(IPage page, string key, string sheet)
    {
        var drawer = page.Locator($".drawer[data-shown={sheet}]");
        if (!await drawer.IsVisibleAsync())
            await page.Keyboard.PressAsync(key);
        await Assertions.Expect(drawer).ToBeVisibleAsync();
        return (await page.ViolationsAsync()).Select(complaint => $"{sheet}: {complaint}");
    }

    private static async Task<IEnumerable<string>> ComplaintsAsync(IPage page, string address)
    {
        await page.GotoAsync(address);
        await Assertions.Expect(page.Locator("h1").First).ToBeAttachedAsync();
        var complaints = await page.ViolationsAsync();
        // Not innerWidth: a phone shows a page that is too wide smaller, and counts more pixels across then.
        var (width, screen) = (await page.EvaluateAsync<int>("document.documentElement.scrollWidth"), await page.EvaluateAsync<int>("document.documentElement.clientWidth"));
        if (width > screen)
            complaints.Add($"the page is {width} px wide, the screen {screen}");
        return complaints.Select(complaint => $"{address} {complaint}");
    }
}
