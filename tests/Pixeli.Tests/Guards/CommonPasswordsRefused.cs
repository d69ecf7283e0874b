using Pixeli.Accounts;

namespace Pixeli.Tests.Guards;

public sealed class CommonPasswordsRefused(PixeliApp app) : IClassFixture<PixeliApp>
{
    [Theory]
    [InlineData("password")]
    [InlineData("12345678")]
    [InlineData("QwertyUiop")]
    [InlineData("iloveyou!")]
    [InlineData("Sunshine2024!")]
    [InlineData("qwerty123")]
    public async Task The_common_ones(string password) =>
        Assert.Contains("most common", await RefusalAsync(password), StringComparison.Ordinal);

    [Theory]
    [InlineData("mira.novak")]
    [InlineData("MiraNovak1")]
    [InlineData("novak-mira-99")]
    [InlineData("photo.mira-24")]
    [InlineData("photomira1")]
    [InlineData("Vladimira")]
    public async Task Those_that_are_the_person_s_own_names(string password) =>
        Assert.Contains("too close", await RefusalAsync(password), StringComparison.Ordinal);

    [Theory]
    [InlineData("correct horse battery staple")]
    [InlineData("mira likes old cameras")]
    [InlineData("zk4-Pq9!")]
    [InlineData("ein\nsunshine\nzwei")]
    [InlineData("!?!?!?!?-_-")]
    public async Task Others_are_fine(string password) => Assert.Null(await RefusalAsync(password));

    private async Task<string?> RefusalAsync(string password)
    {
        var name = $"mira{Guid.CreateVersion7():N}"; // as a user name it is no part of any password
        var (user, errors) = await app.WithAsync((AccountCreation accounts) => accounts.CreateVerifiedAsync(
            new(name, $"photo.mira@{name}.people.example", "Vladimira Mira Novak", password), Role.Public));
        Assert.Equal(user is null, errors.Count > 0);
        Assert.All(errors, error => Assert.Equal("password", error.Field));
        return errors.Select(error => error.Message).FirstOrDefault();
    }
}
