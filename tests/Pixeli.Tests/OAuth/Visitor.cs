using System.Net;
using System.Text.RegularExpressions;

namespace Pixeli.Tests.OAuth;

/// <summary>Somebody with a browser without script: it keeps cookies, follows redirects, and sends the forms it is shown.</summary>
internal sealed partial class Visitor(PixeliApp app, bool wantsPages = false) : IDisposable
{
    private readonly CookieContainer _cookies = new();
    private HttpClient? _http;

    /// <summary>Where the browser is.</summary>
    public Uri Location { get; private set; } = app.Address;

    private HttpClient Http => _http ??= new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    /// <summary>A visitor who is signed in.</summary>
    public static async Task<Visitor> SignedInAsync(PixeliApp app, Person person)
    {
        var visitor = new Visitor(app);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["_handler"] = "login",
            ["Form.Username"] = person.Username,
            ["Form.Password"] = person.Password,
        });
        (await visitor.SendAsync(HttpMethod.Post, "/login", form)).Expect(302);
        return visitor;
    }

    /// <summary>Goes to an address and on to wherever it redirects, as long as that is <paramref name="until"/> something else.</summary>
    /// <param name="address">Where to.</param>
    /// <param name="until">Tells where to stop without asking.</param>
    /// <returns>The last answer; a redirect when the browser stopped before following it.</returns>
    public async Task<Answer> GoAsync(string address, Func<Uri, bool>? until = null)
    {
        var answer = await SendAsync(HttpMethod.Get, address, null);
        return await FollowAsync(answer, until);
    }

    /// <summary>Starts to sign in (or to link) and does at the provider what it asks for.</summary>
    public async Task<Answer> ContinueWithAsync(string provider, string login, string query = "", Func<Uri, bool>? until = null)
    {
        var answer = await GoAsync($"/auth/oauth/{provider}/start{query}");
        answer = await SubmitAsync(answer, until, ("prompt", "login"), ("login", login), ("password", "x"));
        return answer.Status == 200 && answer.Body.Contains("value=\"consent\"", StringComparison.Ordinal)
            ? await SubmitAsync(answer, until, ("prompt", "consent"))
            : answer;
    }

    /// <summary>Sends the form of the page.</summary>
    public async Task<Answer> SubmitAsync(Answer page, Func<Uri, bool>? until, params (string Name, string Value)[] fields)
    {
        var action = FormAction().Match(page.Expect(200).Body);
        Assert.True(action.Success, page.Body);
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await FollowAsync(await SendAsync(HttpMethod.Post, WebUtility.HtmlDecode(action.Groups[1].Value), form), until);
    }

    /// <summary>Asks without following where the answer points.</summary>
    public async Task<Answer> SendAsync(HttpMethod method, string address, HttpContent? content = null, string? fetchSite = null)
    {
        Location = new(app.Address, address); // a path is one of the application
        using var request = new HttpRequestMessage(method, Location) { Content = content };
        if (wantsPages)
            request.Headers.TryAddWithoutValidation("Accept", "text/html,*/*");
        if (fetchSite is not null)
            request.Headers.TryAddWithoutValidation("Sec-Fetch-Site", fetchSite);
        request.Headers.TryAddWithoutValidation("Cookie", _cookies.GetCookieHeader(Location));
        using var response = await Http.SendAsync(request);
        foreach (var cookie in response.Headers.NonValidated.TryGetValues("Set-Cookie", out var values) ? values : default)
            _cookies.SetCookies(Location, Expiry().Replace(cookie, ""));
        return await Answer.ReadAsync(request, response);
    }

    public void Dispose() => _http?.Dispose();

    private async Task<Answer> FollowAsync(Answer answer, Func<Uri, bool>? until)
    {
        while (answer.Status is 302 or 303)
        {
            var next = new Uri(Location, answer.Headers.Location!);
            if (next.Scheme != "http" || until?.Invoke(next) == true)
            {
                Location = next;
                return answer;
            }

            answer = await SendAsync(HttpMethod.Get, next.AbsoluteUri);
        }

        return answer;
    }

    // The application's clock is not the real one: what it says when a cookie ends, unless that is at once, does not count.
    [GeneratedRegex("; *expires=[^;]*20[0-9][0-9][^;]*", RegexOptions.IgnoreCase)]
    private static partial Regex Expiry();

    [GeneratedRegex("<form[^>]* action=\"([^\"]+)\"")]
    private static partial Regex FormAction();
}
