using Microsoft.Playwright;

namespace Pixeli.BrowserTests;

public sealed class UploadsOfMany(Site site) : IClassFixture<Site>, IDisposable
{
    private readonly TestPhotos _photos = new();

    public void Dispose() => _photos.Dispose();

    [Theory]
    [InlineData(Device.Phone)]
    [InlineData(Device.Desktop)]
    public async Task The_receipt_says_what_the_server_has(Device device)
    {
        var page = await site.AdministratorAsync(device);
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        var path = await page.CreateEventAsync($"Many on a {device}");
        var files = _photos.Painted(64, seed: 200);
        await page.UploadAsync(files[..3]);
        await Assertions.Expect(page.Locator("pixeli-upload .total")).ToHaveTextAsync("3 added");

        await page.UploadAsync([.. files, _photos.Impostor()]);

        await Assertions.Expect(page.Locator("pixeli-upload .total")).ToHaveTextAsync("61 added · 3 already here · 1 failed");
        Assert.InRange(await page.Locator("pixeli-upload li").CountAsync(), 5, 20); // the others are a scroll away
        await page.GetByRole(AriaRole.Button, new() { Name = "Copy the list" }).ClickAsync();
        await Assertions.Expect(page.GetByText("The list is copied").First).ToBeVisibleAsync();
        var lines = (await page.EvaluateAsync<string>("() => navigator.clipboard.readText()")).Trim().Split('\n');
        Assert.Equal("61 added · 3 already here · 1 failed", lines[0]);
        var fates = lines[2..].Select(line => line.Split('\t')).ToDictionary(parts => parts[0], parts => parts[1..]);
        Assert.Equal(65, fates.Count);
        Assert.StartsWith("Failed: ", Assert.Single(fates["notes.jpg"]), StringComparison.Ordinal);
        Assert.All(files[..3], file => Assert.Equal("Already here", fates[Path.GetFileName(file)][0]));
        var onServer = await PhotosAsync(page, path);
        Assert.Equal(
            onServer.Select(photo => $"{site.Address}/p/{photo}").Order(),
            fates.Values.Where(fate => fate.Length == 2).Select(fate => fate[1]).Order());
    }

    [Fact]
    public async Task What_is_said_before_is_true_of_all_or_of_the_chosen()
    {
        var page = await site.AdministratorAsync(Device.Phone);
        var path = await page.CreateEventAsync("Said before");
        await page.Locator("input[data-upload-to]").First.SetInputFilesAsync(_photos.Painted(3, seed: 300));
        var sheet = page.GetByRole(AriaRole.Dialog);
        await sheet.GetByText("Members", new() { Exact = true }).ClickAsync();
        await sheet.GetByLabel("Tags").FillAsync("dance");
        await page.Keyboard.PressAsync("Enter");
        await sheet.GetByRole(AriaRole.Combobox, new() { Name = "People" }).PressSequentiallyAsync("Ana");
        await Assertions.Expect(sheet.Locator("#upload-found [role=option]")).ToContainTextAsync("@ana");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await sheet.GetByText("Photo by photo").ClickAsync();
        await sheet.GetByRole(AriaRole.Button, new() { Name = "photo-301.jpg" }).ClickAsync();
        await Assertions.Expect(sheet.GetByText("Only for 1 photo")).ToBeVisibleAsync();
        await sheet.GetByText("Only me", new() { Exact = true }).ClickAsync();
        await sheet.GetByRole(AriaRole.Button, new() { Name = "Remove dance" }).ClickAsync();
        await sheet.GetByRole(AriaRole.Button, new() { Name = "Back to all" }).ClickAsync();
        await Assertions.Expect(sheet.GetByRole(AriaRole.Button, new() { Name = "Remove dance" })).ToBeVisibleAsync();
        await sheet.GetByRole(AriaRole.Button, new() { Name = "Upload" }).ClickAsync();
        await Assertions.Expect(page.Locator("pixeli-upload .total")).ToHaveTextAsync("3 added");

        var said = new List<string>();
        foreach (var id in await PhotosAsync(page, path))
        {
            var photo = (await (await page.APIRequest.GetAsync($"/photos/{id}/")).JsonAsync())!.Value;
            said.Add($"{photo.GetProperty("file_name")} {photo.GetProperty("read_perm")} "
                + $"{string.Join(',', photo.GetProperty("user_tags").EnumerateArray())} {photo.GetProperty("tagged_users")[0].GetProperty("username")}");
        }

        Assert.Equal(["photo-300.jpg IMG dance ana", "photo-301.jpg PRV  ana", "photo-302.jpg IMG dance ana"], said.Order());
    }

    [Fact]
    public async Task The_page_is_loaded_anew_and_what_was_said_and_shown_is_there_again()
    {
        var page = await site.AdministratorAsync(Device.Phone);
        var path = await page.CreateEventAsync("Said twice");
        var files = _photos.Painted(2, seed: 340);
        var sheet = page.GetByRole(AriaRole.Dialog);
        await page.Locator("input[data-upload-to]").First.SetInputFilesAsync(files);
        await sheet.GetByText("Members", new() { Exact = true }).ClickAsync();
        await sheet.GetByLabel("Tags").FillAsync("dance");
        await page.Keyboard.PressAsync("Enter");
        await sheet.GetByText("Photo by photo").ClickAsync();
        await sheet.GetByRole(AriaRole.Button, new() { Name = "photo-341.jpg" }).ClickAsync();
        await sheet.GetByText("Only me", new() { Exact = true }).ClickAsync();

        await page.ReloadAsync();
        await page.UploadAsync(files);
        await Assertions.Expect(page.Locator("pixeli-upload li img")).ToHaveCountAsync(2);
        var said = new List<string>();
        foreach (var id in await PhotosAsync(page, path))
        {
            var photo = (await (await page.APIRequest.GetAsync($"/photos/{id}/")).JsonAsync())!.Value;
            said.Add($"{photo.GetProperty("file_name")} {photo.GetProperty("read_perm")} {photo.GetProperty("user_tags")[0]}");
        }

        Assert.Equal(["photo-340.jpg IMG dance", "photo-341.jpg PRV dance"], said.Order());
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("pixeli-upload .total")).ToHaveTextAsync("2 added");
        await page.WaitForFunctionAsync("() => [...document.querySelectorAll('pixeli-upload li img')].filter(image => image.naturalWidth > 0).length === 2");
    }

    [Theory]
    [InlineData(Device.Phone, ColorScheme.Dark)]
    [InlineData(Device.Desktop, ColorScheme.Light)]
    public async Task Sheet_and_tray_are_accessible_and_leave_the_navigation_free(Device device, ColorScheme scheme)
    {
        var page = await site.AdministratorAsync(device);
        await page.EmulateMediaAsync(new() { ColorScheme = scheme });
        await page.CreateEventAsync($"Looked at, {scheme}");
        await page.Locator("input[data-upload-to]").First.SetInputFilesAsync([.. _photos.Painted(4, seed: 330), _photos.Impostor()]);
        var sheet = page.GetByRole(AriaRole.Dialog);
        await sheet.GetByText("Photo by photo").ClickAsync();
        await sheet.GetByRole(AriaRole.Button, new() { Name = "photo-331.jpg" }).ClickAsync();
        await sheet.GetByLabel("Tags").FillAsync("dance");
        await page.Keyboard.PressAsync("Enter");
        await sheet.GetByRole(AriaRole.Combobox, new() { Name = "People" }).PressSequentiallyAsync("Ana");
        await Assertions.Expect(sheet.Locator("#upload-found [role=option]")).ToBeVisibleAsync();
        Assert.Equal([], await page.ViolationsAsync());

        await sheet.GetByRole(AriaRole.Button, new() { Name = "Upload" }).ClickAsync();
        await Assertions.Expect(page.Locator("pixeli-upload .total")).ToHaveTextAsync("4 added · 1 failed");
        Assert.Equal([], await page.ViolationsAsync());
        var tray = (await page.Locator("pixeli-upload").BoundingBoxAsync())!;
        var navigation = (await page.GetByRole(AriaRole.Navigation, new() { Name = "Main" }).BoundingBoxAsync())!;
        Assert.True(device == Device.Phone ? tray.Y + tray.Height <= navigation.Y : tray.X >= navigation.X + navigation.Width);

        await Assertions.Expect(page.Tiles()).ToHaveCountAsync(4);
        await page.EvaluateAsync("() => scrollTo(0, document.documentElement.scrollHeight)");
        var last = (await page.Tiles().Last.BoundingBoxAsync())!;
        Assert.True(last.Y + last.Height <= tray.Y, "The tray lies over the last photo, and nothing can be done about it.");
    }

    [Fact]
    public async Task By_keyboard_alone_Enter_skips_what_nobody_wants_to_say()
    {
        var page = await site.AdministratorAsync(Device.Desktop);
        await page.CreateEventAsync("Quick");
        var chooser = await page.RunAndWaitForFileChooserAsync(async () =>
        {
            await page.Locator("input[data-upload-to]").First.FocusAsync();
            await page.Keyboard.PressAsync("Enter");
        });
        await chooser.SetFilesAsync(_photos.Painted(2, seed: 310));
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Upload" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("pixeli-upload [role=status]")).ToHaveTextAsync("2 added");
    }

    [Fact]
    public async Task What_folds_the_tray_stays_in_its_place()
    {
        var page = await site.AdministratorAsync(Device.Phone);
        await page.CreateEventAsync("Folded");
        var sent = new TaskCompletionSource();
        await page.RouteAsync("**/uploads/**", async route =>
        {
            await sent.Task;
            await route.ContinueAsync();
        });
        await page.StartUploadAsync(_photos.Painted(1, seed: 330));
        await Assertions.Expect(page.Locator("pixeli-upload [data-act=stop]")).ToBeVisibleAsync();
        var fold = page.Locator("pixeli-upload [data-act=fold]");
        var place = (await fold.BoundingBoxAsync())!.X;

        sent.SetResult();
        await Assertions.Expect(page.Locator("pixeli-upload [data-act=close]")).ToBeVisibleAsync();
        Assert.Equal(place, (await fold.BoundingBoxAsync())!.X); // where it was is nothing else to be hit instead
    }

    [Fact]
    public async Task Photos_shared_from_a_phone_wait_for_their_event_without_script()
    {
        var page = await site.AdministratorAsync(Device.Phone, script: false);
        var path = await page.CreateEventAsync("Shared to");
        var form = page.APIRequest.CreateFormData();
        foreach (var file in (string[])[.. _photos.Painted(2, seed: 320), _photos.Impostor()])
            form.Append("images", new FilePayload { Name = Path.GetFileName(file), MimeType = "image/jpeg", Buffer = await File.ReadAllBytesAsync(file) });
        await page.APIRequest.PostAsync("/upload/share", new() { Multipart = form });

        await page.GotoAsync("/upload/share");
        await Assertions.Expect(page.GetByText("photo-320.jpg")).ToBeVisibleAsync();
        foreach (var index in (int[])[0, 1])
            await Assertions.Expect(page.Locator(".files img").Nth(index)).Not.ToHaveJSPropertyAsync("naturalWidth", 0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Shared to" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "2 of 3 uploaded" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "notes.jpg" })).ToContainTextAsync("not a picture");
        Assert.Equal(2, (await PhotosAsync(page, path)).Count);
        await page.GotoAsync("/upload/shared");
        await Assertions.Expect(page.GetByText("Nothing is waiting")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_shared_file_that_is_no_picture_has_its_name_and_a_sign(bool script)
    {
        var page = await site.AdministratorAsync(Device.Phone, script: script);
        await page.CreateEventAsync("No picture");
        var form = page.APIRequest.CreateFormData();
        var name = $"notes {string.Join('-', Enumerable.Repeat("and", 30))}.jpg";
        form.Append("images", new FilePayload { Name = name, MimeType = "image/jpeg", Buffer = await File.ReadAllBytesAsync(_photos.Impostor()) });
        await page.APIRequest.PostAsync("/upload/share", new() { Multipart = form });
        await page.GotoAsync("/upload/shared");
        var file = page.Locator(".files li");
        await Assertions.Expect(file).ToContainTextAsync(name);
        await Assertions.Expect(file.Locator(".icon")).ToBeVisibleAsync();
        await Assertions.Expect(file.Locator("img")).ToHaveJSPropertyAsync("naturalWidth", 1); // it is not broken, and shows nothing
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), "The page is wider than the screen.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Discard them" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(site.Address + "/");
    }

    private static async Task<List<string>> PhotosAsync(IPage page, string eventPath)
    {
        var answer = await page.APIRequest.GetAsync($"/events/{eventPath[3..]}/photos/");
        return [.. (await answer.JsonAsync())!.Value.EnumerateArray().Select(photo => photo.GetProperty("id").GetString()!)];
    }
}
