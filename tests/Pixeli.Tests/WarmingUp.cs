using Microsoft.Extensions.DependencyInjection;
using Pixeli.Hosting.Roles;

namespace Pixeli.Tests;

/// <summary>What a web process asks before it listens.</summary>
public sealed class WarmingUp(PixeliApp app) : IClassFixture<PixeliApp>
{
    [Fact]
    public async Task Asks_what_every_feature_is_asked_most_on_behalf_of_nobody()
    {
        var person = await app.PersonAsync();
        await app.AddRowsAsync(await person.CreateEventAsync(), person, 1);
        await using var scope = app.Services.CreateAsyncScope();
        var asked = app.Services.GetServices<WarmUp>().ToList();

        foreach (var warmUp in asked)
            await warmUp.RunAsync(scope.ServiceProvider, CancellationToken.None);

        Assert.Equal(6, asked.Count); // who is asking, with which cookie, events, photos, search, inbox
    }
}
