using Microsoft.Playwright;
using Pixeli.Tests.Faults;

namespace Pixeli.BrowserTests;

/// <summary>The server's disk is full: people are told so, by plain forms and by the tray, and go on when there is room again.</summary>
public sealed class WithoutRoom(SmallSite site) : IClassFixture<SmallSite>, IDisposable
{
    private readonly TestPhotos _photos = new();

    public void Dispose() => _photos.Dispose();

    [SmallDiskFact, Trait("Needs", "mount")]
    public async Task Plain_forms_say_so_and_can_be_sent_again()
    {
        _ = await site.AdministratorAsync(Device.Phone);
        var page = await site.AdministratorAsync(Device.Phone, script: false);
        var path = await page.CreateEventAsync("Before it was full");
        await page.GotoAsync($"{path}/upload");
        await page.GetByLabel("Photos", new() { Exact = true }).SetInputFilesAsync(_photos.Painted(2, seed: 300));
        site.Disk!.Fill();
        await page.GetByRole(AriaRole.Button, new() { Name = "Upload" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "0 of 2 uploaded" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Listitem).First).ToContainTextAsync("the server has no room left");

        await page.GotoAsync("/events/new");
        await page.GetByLabel("Title").FillAsync("After it was full");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create event" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "No room left" })).ToBeVisibleAsync();
        site.Disk.MakeRoom();
        await page.GetByRole(AriaRole.Button, new() { Name = "Send again" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "After it was full" })).ToBeVisibleAsync();
    }

    [SmallDiskFact, Trait("Needs", "mount")]
    public async Task The_tray_says_so_and_goes_on_by_itself()
    {
        var page = await site.AdministratorAsync(Device.Desktop);
        await page.CreateEventAsync("Waiting for room");
        site.Disk!.Fill();
        await page.StartUploadAsync(_photos.Painted(2, seed: 310));
        await Assertions.Expect(page.Locator("pixeli-upload .total")).ToContainTextAsync("the server has no room left");
        site.Disk.MakeRoom();
        await Assertions.Expect(page.Locator("pixeli-upload[settled] .total")).ToHaveTextAsync("2 added");
    }
}

/// <summary>A site whose data folder is a file system of its own, so small that it can be filled.</summary>
public sealed class SmallSite : Site, IAsyncLifetime
{
    private const int Megabytes = 64;

    internal SmallDisk? Disk { get; private set; }

    async Task IAsyncLifetime.DisposeAsync()
    {
        await KillAsync();
        if (Disk is not null)
            await Disk.DisposeAsync(); // before the folder it lies over is deleted
        await DisposeAsync();
    }

    protected override async Task PrepareAsync(string data)
    {
        if (SmallDisk.Missing is null)
            Disk = await SmallDisk.MountAsync(data, Megabytes);
    }
}
