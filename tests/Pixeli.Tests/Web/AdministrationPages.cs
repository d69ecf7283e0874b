using System.Net;
using Microsoft.EntityFrameworkCore;
using Pixeli.Accounts;
using Pixeli.Imaging;
using Pixeli.Photos;

namespace Pixeli.Tests.Web;

public sealed class AdministrationPages(PixeliApp app) : IClassFixture<PixeliApp>
{
    private static readonly string[] Pages = ["/admin", "/admin/people", "/admin/events", "/admin/processing", "/admin/models"];

    [Fact]
    public async Task Only_administrators_see_them()
    {
        var (administrator, member) = (await app.PersonAsync(Role.Administrator), await app.PersonAsync(Role.Member));
        foreach (var page in Pages)
        {
            (await administrator.GetAsync(page)).Expect(200);
            (await member.GetAsync(page)).Expect(403);
        }

        foreach (var form in (string[])["people/change", "processing/retry", "processing/retry-all"])
            (await member.PostRawAsync($"/admin/{form}", $"id={member.Id}&role=admin", "application/x-www-form-urlencoded")).Expect(403);
        Assert.Equal("img", (await member.GetAsync("/auth/me/"))["role"].Text);
    }

    [Fact]
    public async Task A_role_is_given_by_form()
    {
        var (administrator, person) = (await app.PersonAsync(Role.Administrator), await app.PersonAsync());

        await PostAsync(administrator, "people/change", $"id={person.Id}&role=img");

        Assert.Equal("img", (await person.GetAsync("/auth/me/"))["role"].Text);
        await PostAsync(administrator, "people/change", $"id={person.Id}&active=false");
        (await person.GetAsync("/auth/me/")).Expect(401);
        (await administrator.PostRawAsync("/admin/people/change", $"id={person.Id}&role=king", "application/x-www-form-urlencoded")).Expect(400);
    }

    [Fact]
    public async Task Failed_photos_are_listed_with_their_reason_and_all_tried_again()
    {
        var administrator = await app.PersonAsync(Role.Administrator);
        var photo = await administrator.UploadAsync(await administrator.CreateEventAsync());
        await administrator.WaitUntilProcessedAsync(photo);
        await app.WithDbAsync(db => db.Photos.Where(row => row.Id == photo).ExecuteUpdateAsync(set => set
            .SetProperty(row => row.Status, PhotoStatus.Failed).SetProperty(row => row.ProcessingErrors, "The moon was too bright.")));
        var odd = (await administrator.UploadCompletedAsync(await administrator.CreateEventAsync()))["id"].Guid;
        await app.WithDbAsync(db => db.Photos.Where(row => row.Id == odd).ExecuteUpdateAsync(set => set
            .SetProperty(row => row.Status, PhotoStatus.Failed).SetProperty(row => row.ProcessingErrors, new ImagingException(ImagingFailure.Corrupt).Message)));

        Assert.Contains("The moon was too bright.", (await administrator.GetAsync("/admin/processing")).Expect(200).Body, StringComparison.Ordinal);
        await PostAsync(administrator, "processing/retry-all", "");

        Assert.Equal("CO", (await administrator.WaitUntilProcessedAsync(photo))["status"].Text);
        Assert.Equal("CO", (await administrator.WaitUntilProcessedAsync(odd))["status"].Text); // this server may have come to read it
        Assert.DoesNotContain("The moon was too bright.", (await administrator.GetAsync("/admin/processing")).Expect(200).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Storage_is_measured_when_somebody_asks()
    {
        var administrator = await app.PersonAsync(Role.Administrator);
        await administrator.UploadCompletedAsync(await administrator.CreateEventAsync());

        await Wait.UntilAsync("storage is measured", async () => (await administrator.GetAsync("/admin")).Expect(200).Body.Contains("Originals", StringComparison.Ordinal));
    }

    private static async Task PostAsync(Person person, string form, string fields)
    {
        var answer = await person.PostRawAsync($"/admin/{form}", fields, "application/x-www-form-urlencoded");
        Assert.True(answer.Status is (int)HttpStatusCode.Found or 200, answer.Body);
    }
}
