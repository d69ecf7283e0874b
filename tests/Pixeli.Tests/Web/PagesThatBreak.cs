using System.Data.Common;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Pixeli.Data;

namespace Pixeli.Tests.Web;

/// <summary>What breaks while a page is being rendered ends in a page too, and in no empty answer.</summary>
[Trait("Needs", "sqlite")]
public sealed class PagesThatBreak
{
    [Theory]
    [InlineData(13, 507, "No room left")] // SQLITE_FULL
    [InlineData(1, 500, "Something went wrong")] // SQLITE_ERROR
    public async Task It_is_said_on_a_page(int error, int status, string title)
    {
        var trouble = new Trouble(error);
        await using var app = await PixeliApp.StartAsync(services => services.ConfigureDbContext<PixeliDb>(options => options.AddInterceptors(trouble)));
        var (page, cookie) = (("Accept", "text/html"), ("Cookie", await app.CookieAsync(await app.PersonAsync())));
        (await app.Anyone.GetAsync("/search?q=sea", page, cookie)).Expect(200);

        trouble.Comes = true;
        var answer = (await app.Anyone.GetAsync("/search?q=sea", page, cookie)).Expect(status);

        Assert.Contains(title, answer.Body, StringComparison.Ordinal);
        Assert.Contains("href=\"/search?q=sea\"", answer.Body, StringComparison.Ordinal); // to try again
        AssertSafe(answer);
        AssertSafe((await app.Anyone.GetAsync("/photos/search/?q=sea", cookie)).Expect(status));
    }

    // What answers in the place of what failed keeps browsers as safe as any other answer.
    private static void AssertSafe(Answer answer)
    {
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("default-src 'self'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("same-origin", answer.Headers.GetValues("Referrer-Policy").Single());
    }

    /// <summary>Lets whatever looks for photos during a request fail.</summary>
    private sealed class Trouble(int error) : DbCommandInterceptor
    {
        private readonly HttpContextAccessor _request = new();

        public bool Comes { get; set; }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) =>
            Comes && _request.HttpContext is not null && command.CommandText.Contains("\"photos\"", StringComparison.Ordinal) ? throw new SqliteException("Trouble", error) : new(result);
    }
}
