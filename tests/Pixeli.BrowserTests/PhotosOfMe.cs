using Microsoft.Playwright;

namespace Pixeli.BrowserTests;

public sealed class PhotosOfMe(Site site) : IClassFixture<Site>
{
    [Theory]
    [InlineData(Device.Phone, true)]
    [InlineData(Device.Desktop, true)]
    [InlineData(Device.Phone, false)]
    public async Task Somebody_takes_themselves_out_of_the_photos_they_choose_and_confirm(Device device, bool script)
    {
        var page = await site.AdministratorAsync(device, script);
        var ids = await site.SeedAsync(await page.CreateEventAsync($"Named on a {device}, script {script}"), 3);
        foreach (var id in ids)
        {
            var answer = await page.APIRequest.PatchAsync($"/photos/{id}/", new() { DataObject = new { tagged_usernames = new[] { Site.Username } } });
            Assert.Equal(200, answer.Status);
        }

        await page.GotoAsync("/me/tagged");
        await page.GetByRole(AriaRole.Link, new() { Name = "Remove me from photos" }).ClickAsync();
        await page.Locator(Choice(ids[0])).CheckAsync();
        await page.Locator(Choice(ids[2])).CheckAsync();
        Assert.Equal([], script ? await page.ViolationsAsync() : []);
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Remove me now" })).ToBeHiddenAsync();
        await page.GetByText("Remove me from these").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove me now" }).ClickAsync();

        await Assertions.Expect(page.GetByText("You are no longer named in 2 photos.")).ToBeVisibleAsync();
        await page.GotoAsync("/me/tagged?choose=true");
        await Assertions.Expect(page.Locator(Choice(ids[0]))).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator(Choice(ids[1]))).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator(Choice(ids[2]))).ToHaveCountAsync(0);
    }

    private static string Choice(Guid photo) => $"input[name=photo][value='{photo}']";
}
