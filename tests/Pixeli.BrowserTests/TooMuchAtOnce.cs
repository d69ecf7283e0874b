using Microsoft.Playwright;

namespace Pixeli.BrowserTests;

/// <summary>More than the site takes: people are told so, by plain forms and by the tray, and what is not too much goes on.</summary>
public sealed class TooMuchAtOnce(NarrowSite site) : IClassFixture<NarrowSite>, IDisposable
{
    private readonly TestPhotos _photos = new();

    public void Dispose() => _photos.Dispose();

    [Theory]
    [InlineData(Device.Phone, ColorScheme.Dark)]
    [InlineData(Device.Desktop, ColorScheme.Light)]
    public async Task A_plain_form_says_so_and_leads_back(Device device, ColorScheme scheme)
    {
        _ = await site.AdministratorAsync(device);
        var page = await site.AdministratorAsync(device, script: false);
        await page.EmulateMediaAsync(new() { ColorScheme = scheme });
        var path = await page.CreateEventAsync($"Far too much on a {device}");
        await page.GotoAsync($"{path}/upload");
        await page.GetByLabel("Photos", new() { Exact = true }).SetInputFilesAsync(_photos.OfSize(NarrowSite.MaxRequestBytes + 1));
        var answer = await page.RunAndWaitForResponseAsync(
            () => page.GetByRole(AriaRole.Button, new() { Name = "Upload" }).ClickAsync(), answer => answer.Request.Method == "POST");
        Assert.Equal(413, answer.Status);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Too much at once" })).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Back to the page" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync($"{site.Address}{path}/upload");
        await page.GetByLabel("Photos", new() { Exact = true }).SetInputFilesAsync([.. _photos.Small(1, seed: 400), _photos.OfSize(NarrowSite.MaxFileBytes + 1)]);
        await page.GetByRole(AriaRole.Button, new() { Name = "Upload" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "1 of 2 uploaded" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Listitem).Last).ToContainTextAsync("The file is larger than 100 KB.");
    }

    [Fact]
    public async Task The_tray_says_which_file_and_sends_the_others()
    {
        var page = await site.AdministratorAsync(Device.Phone);
        await page.CreateEventAsync("One of them too large");
        await page.UploadAsync([.. _photos.Small(2, seed: 410), _photos.OfSize(NarrowSite.MaxFileBytes + 1)]);
        await Assertions.Expect(page.Locator("pixeli-upload .total")).ToHaveTextAsync("2 added · 1 failed");
        await Assertions.Expect(page.Locator("pixeli-upload").GetByRole(AriaRole.Listitem).Filter(new() { HasText = "The file is larger than 100 KB." }))
            .ToContainTextAsync($"of-{NarrowSite.MaxFileBytes + 1}-bytes.jpg");
    }
}

/// <summary>A site that takes small files, two at a time.</summary>
public sealed class NarrowSite : Site
{
    public const int MaxFileBytes = 100 * 1024;

    /// <summary>As many files at their largest, and room for the parts around them.</summary>
    public const int MaxRequestBytes = (2 * (MaxFileBytes + 4096)) + (4 * 1024);

    protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
    {
        ["Pixeli__Uploads__MaxFileBytes"] = $"{MaxFileBytes}",
        ["Pixeli__Uploads__MaxFiles"] = "2",
        ["Pixeli__Uploads__MaxFieldBytes"] = "1024",
    };
}
