using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Pixeli.Accounts.OAuth;

/// <summary>Calls to providers. Whatever goes wrong with one is an <see cref="OAuthException"/>.</summary>
internal sealed class ProviderHttp(IHttpClientFactory clients)
{
    public const string Client = "oauth";
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>RFC 6749, section 4.1.1 and RFC 7636, section 4.3: the authorization request with its S256 challenge.</summary>
    public static string AuthorizationUrl(string endpoint, OAuthProvider provider, OAuthFlow flow, params (string Name, string Value)[] more)
    {
        var query = new QueryString()
            .Add("response_type", "code")
            .Add("client_id", provider.ClientId)
            .Add("redirect_uri", flow.RedirectUri)
            .Add("scope", provider.Scopes)
            .Add("state", flow.State)
            .Add("code_challenge", Challenge(flow.Verifier))
            .Add("code_challenge_method", "S256");
        query = more.Aggregate(query, (built, pair) => built.Add(pair.Name, pair.Value)); // what the endpoint has of its own stays
        return endpoint + (endpoint.Contains('?', StringComparison.Ordinal) ? $"&{query.Value![1..]}" : query.Value);
    }

    public static string Challenge(string verifier) => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));

    /// <summary>RFC 6749, section 4.1.3: the access token request.</summary>
    /// <param name="endpoint">The token endpoint.</param>
    /// <param name="provider">The provider.</param>
    /// <param name="flow">The flow.</param>
    /// <param name="code">The code.</param>
    /// <param name="secretInBody">Whether the client authenticates in the body, instead of by HTTP Basic, which every server must take (section 2.3.1).</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<TokenAnswer> RedeemAsync(
        string endpoint, OAuthProvider provider, OAuthFlow flow, string code, bool secretInBody, CancellationToken cancellationToken)
    {
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code,
            ["redirect_uri"] = flow.RedirectUri,
            ["code_verifier"] = flow.Verifier,
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint);
        if (provider.ClientSecret.Length > 0 && !secretInBody)
            request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes(
                $"{Uri.EscapeDataString(provider.ClientId)}:{Uri.EscapeDataString(provider.ClientSecret)}")));
        else
            form["client_id"] = provider.ClientId;
        if (provider.ClientSecret.Length > 0 && secretInBody)
            form["client_secret"] = provider.ClientSecret;
        request.Content = new FormUrlEncodedContent(form);
        return await SendAsync<TokenAnswer>(request, cancellationToken);
    }

    public async Task<T> GetAsync<T>(string address, string? accessToken, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (accessToken is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        return await SendAsync<T>(request, cancellationToken);
    }

    private async Task<T> SendAsync<T>(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Accept.Add(new("application/json"));
        request.Headers.UserAgent.Add(new("Pixel-i", null)); // GitHub refuses who does not say who they are
        try
        {
            using var client = clients.CreateClient(Client);
            using var response = await client.SendAsync(request, cancellationToken);
            if (!response.IsSuccessStatusCode)
                throw new OAuthException(OAuthFailure.Provider, $"{request.RequestUri} answered {(int)response.StatusCode}.");
            return await response.Content.ReadFromJsonAsync<T>(Json, cancellationToken)
                ?? throw new OAuthException(OAuthFailure.Provider, $"{request.RequestUri} answered nothing.");
        }
        catch (Exception failure) when (failure is HttpRequestException or JsonException or NotSupportedException
            || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new OAuthException(OAuthFailure.Provider, $"{request.RequestUri} did not answer as it should: {failure.Message}", failure);
        }
    }
}

/// <summary>What a token endpoint answers.</summary>
internal sealed record TokenAnswer(string? AccessToken, string? IdToken);
