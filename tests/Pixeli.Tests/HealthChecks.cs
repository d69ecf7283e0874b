namespace Pixeli.Tests;

public sealed class HealthChecks(PixeliApp app) : IClassFixture<PixeliApp>
{
    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task A_healthy_server_says_so_to_anyone(string path) => (await app.Anyone.GetAsync(path)).Expect(200);

    [Fact]
    public async Task A_server_that_cannot_take_uploads_in_is_alive_but_not_ready()
    {
        await using var own = await PixeliApp.StartAsync(null, "Pixeli:Processing:Workers=0");
        var folder = Directory.EnumerateDirectories(own.Staging).Single();

        Directory.Delete(folder, recursive: true);

        (await own.Anyone.GetAsync("/health/live")).Expect(200);
        (await own.Anyone.GetAsync("/health/ready")).Expect(503);
        Directory.CreateDirectory(folder);
        (await own.Anyone.GetAsync("/health/ready")).Expect(200);
    }
}
