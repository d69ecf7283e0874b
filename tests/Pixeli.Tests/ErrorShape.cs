using System.Text;
using System.Text.Json.Nodes;

namespace Pixeli.Tests;

public sealed class ErrorShape(PixeliApp app) : IClassFixture<PixeliApp>
{
    [Fact]
    public async Task What_does_not_exist_or_is_not_allowed_answers_a_problem_too()
    {
        var person = await app.PersonAsync();

        AssertProblem((await person.GetAsync("/nowhere")).Expect(404));
        AssertProblem((await person.PutAsync("/auth/login/", new { })).Expect(405));
        AssertProblem((await person.DeleteAsync("/events/")).Expect(405));
        AssertProblem((await person.GetAsync($"/photos/{Guid.CreateVersion7()}/")).Expect(404));
        AssertProblem((await app.Anyone.GetAsync("/photos/")).Expect(401));
    }

    [Theory]
    [InlineData("/auth/login/")]
    [InlineData("/auth/logout")]
    public async Task A_path_that_is_posted_to_says_so_when_it_is_read(string path)
    {
        var answer = (await app.Anyone.GetAsync(path)).Expect(405);

        AssertProblem(answer);
        Assert.Equal(["POST"], answer.ContentHeaders.Allow);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    public async Task Another_content_type_than_json_is_a_415(string contentType) =>
        AssertProblem((await app.Anyone.PostRawAsync("/auth/login/", "username=a", contentType)).Expect(415));

    [Theory]
    [InlineData("application/json; charset=bogus")]
    [InlineData("application/json; charset=\"\"")]
    public async Task A_charset_that_is_none_is_a_415(string contentType) =>
        AssertProblem((await app.Anyone.PostRawAsync("/auth/login/", "{}", contentType)).Expect(415));

    [Fact]
    public async Task Who_is_not_signed_in_is_told_how_to_be()
    {
        Answer[] answers =
        [
            await app.Anyone.GetAsync("/events/"),
            await app.Holder("dead").GetAsync("/events/"),
            await app.Anyone.PostAsync("/auth/login/", new { username = "nobody", password = "of that name" }),
            await app.Anyone.PostAsync("/auth/token/refresh/", new { refresh = "dead" }),
        ];

        Assert.All(answers, answer => Assert.Equal("Bearer", answer.Expect(401).Headers.WwwAuthenticate.Single().Scheme));
    }

    [Theory]
    [InlineData("""{"user_tags": [5]}""", "user_tags")]
    [InlineData("""{"tagged_usernames": ["bob", ["ann"]]}""", "tagged_usernames")]
    [InlineData("""{"user_tags": ["a\u0000b"]}""", "user_tags")]
    public async Task A_wrong_value_in_a_list_is_told_under_the_lists_name(string body, string field)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        (await (await app.PersonAsync()).SendAsync(HttpMethod.Patch, $"/photos/{Guid.CreateVersion7()}/", content)).ExpectInvalid(field);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"username\": ")]
    [InlineData("[1, 2]")]
    [InlineData("\"x\"")]
    [InlineData("null")]
    public async Task A_body_that_is_not_the_object_expected_is_a_400(string body) =>
        AssertProblem((await app.Anyone.PostRawAsync("/auth/login/", body, "application/json")).Expect(400));

    [Fact]
    public async Task No_answer_tells_of_the_inside_of_the_program()
    {
        var person = await app.PersonAsync();
        (string Path, string Body)[] requests =
        [
            ("/auth/login/", ""),
            ("/auth/login/", "{\"username\": {}}"),
            ("/auth/login/", "{\"username\": \"\\ud800\", \"password\": \"x\"}"),
            ("/auth/login/", "{\"username\": \"\\u0000\", \"password\": \"x\"}"),
            ("/auth/login/", Encoding.UTF8.GetString([0xC3, 0x28])),
            ("/events/", "{\"title\": \"\\u0000\"}"),
            ("/events/", "{\"title\": \"a\", \"title\": 5}"),
            ("/events/", new string('[', 2000)),
        ];

        foreach (var (path, body) in requests)
        {
            var answer = await person.PostRawAsync(path, body, "application/json");
            Assert.True(answer.Status is >= 400 and < 500, $"{path} {body}: {answer.Status} {answer.Body}");
            AssertProblem(answer);
        }
    }

    [Fact]
    public async Task A_body_over_the_limit_is_a_413()
    {
        using var body = new StringContent($"{{\"username\": \"{new string('x', 31_000_000)}\"}}", Encoding.UTF8, "application/json");

        // A client that asks first is refused before it sends what nobody reads.
        AssertProblem((await app.Anyone.SendAsync(HttpMethod.Post, "/auth/login/", body, ("Expect", "100-continue"))).Expect(413));
    }

    [Fact]
    public async Task Every_answer_carries_the_headers_that_keep_browsers_safe()
    {
        string[] paths = ["/nowhere", "/health/live", "/events/", "/login", "/docs", "/openapi/v1.json", $"/media/photos/{Guid.CreateVersion7()}/thumbnail", "/s/nothing", "/built/site.css"];
        foreach (var path in paths)
        {
            var answer = await app.Anyone.GetAsync(path);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("DENY", answer.Headers.GetValues("X-Frame-Options").Single());
            var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            foreach (var rule in (string[])["default-src 'self'", "script-src 'self'", "style-src 'self'", "object-src 'none'", "base-uri 'self'", "form-action 'self'", "frame-ancestors 'none'"])
                Assert.Contains(rule, policy.Split("; "));
            Assert.Equal("same-origin", answer.Headers.GetValues("Referrer-Policy").Single());
            Assert.False(answer.Headers.Contains("Strict-Transport-Security")); // RFC 6797, section 7.2: not over plain HTTP
            Assert.False(answer.Headers.Contains("Server"));
        }
    }

    private static void AssertProblem(Answer answer)
    {
        Assert.Equal("application/problem+json", answer.ContentHeaders.ContentType?.MediaType);
        Assert.Equal(answer.Status, answer["status"].Number);
        if (answer["title"] is not JsonArray) // where a field of the request is called title, its messages stand there
            Assert.NotEmpty(answer["title"].Text);
        Assert.NotEmpty(answer["detail"].Text);
        foreach (var secret in (string[])["   at ", "Exception", "Pixeli.", "System.", "LoginRequest", "EventChanges", ".cs:"])
            Assert.DoesNotContain(secret, answer.Body, StringComparison.Ordinal);
    }
}
