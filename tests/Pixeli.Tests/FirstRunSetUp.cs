using Pixeli.Accounts;

namespace Pixeli.Tests;

public sealed class FirstRunSetUp : IAsyncLifetime
{
    private PixeliApp _app = null!;

    public async Task InitializeAsync() => _app = await PixeliApp.StartAsync();

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task Of_two_people_who_set_up_at_once_one_becomes_administrator()
    {
        Assert.True(await NeedsAdministratorAsync());

        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(number => CreateFirstAsync($"first{number}")));

        var winner = Assert.Single(results, result => result.User is not null).User!;
        Assert.Equal(Role.Administrator, winner.Role);
        Assert.All(results.Where(result => result.User is null), result => Assert.Equal("non_field_errors", Assert.Single(result.Errors).Field));
        Assert.False(await NeedsAdministratorAsync());
        (await _app.Anyone.PostAsync("/auth/login/", new { username = winner.UserName, password = "a long secret" })).Expect(200);
    }

    [Theory]
    [InlineData("", "a@example.org", "A Name", "a long secret", "username")]
    [InlineData("with space", "a@example.org", "A Name", "a long secret", "username")]
    [InlineData("ann", "no address", "A Name", "a long secret", "email")]
    [InlineData("ann", "a@example.org", " ", "a long secret", "name")]
    [InlineData("ann", "a@example.org", "A Name", "short", "password")]
    public async Task What_is_wrong_is_told_by_field(string username, string email, string name, string password, string field)
    {
        var (user, errors) = await _app.WithAsync((AccountCreation accounts) =>
            accounts.CreateFirstAdministratorAsync(new(username, email, name, password), CancellationToken.None));

        Assert.Null(user);
        Assert.Contains(errors, error => error.Field == field);
        Assert.True(await NeedsAdministratorAsync());
    }

    private Task<bool> NeedsAdministratorAsync() =>
        _app.WithAsync((AccountCreation accounts) => accounts.NeedsAdministratorAsync(CancellationToken.None));

    private Task<(User? User, IReadOnlyList<Hosting.Errors.FieldError> Errors)> CreateFirstAsync(string username) =>
        _app.WithAsync((AccountCreation accounts) => accounts.CreateFirstAdministratorAsync(
            new(username, $"{username}@example.org", "First", "a long secret"), CancellationToken.None));
}
