namespace Pixeli.Tests.Web;

public sealed class QrCodes(QrCodes.Site site) : IClassFixture<QrCodes.Site>
{
    [Fact]
    public async Task A_path_of_the_site_is_drawn_for_who_is_signed_in()
    {
        var code = (await site.Guest.GetAsync("/qr.svg?path=/s/abc")).Expect(200);
        var longer = (await site.Guest.GetAsync($"/qr.svg?path=/s/{new string('a', 300)}")).Expect(200);

        Assert.Equal("image/svg+xml", code.ContentHeaders.ContentType!.MediaType);
        Assert.StartsWith("<svg", code.Body, StringComparison.Ordinal);
        Assert.True(longer.Body.Length > 2 * code.Body.Length);
        (await site.App.Anyone.GetAsync("/qr.svg?path=/s/abc")).Expect(401);
    }

    [Theory]
    [InlineData("")]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("/")]
    public async Task Other_addresses_are_refused(string path) =>
        (await site.Guest.GetAsync($"/qr.svg?path={Uri.EscapeDataString(path)}")).Expect(400);

    public sealed class Site : IAsyncLifetime
    {
        public PixeliApp App { get; private set; } = null!;

        public Person Guest { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            App = await PixeliApp.StartAsync();
            Guest = await App.PersonAsync();
        }

        public async Task DisposeAsync() => await App.DisposeAsync();
    }
}
