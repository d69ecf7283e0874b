namespace Pixeli.Tests.Crashes;

/// <summary>A client whose server comes back at another address each time.</summary>
internal sealed class SwitchedClient : IDisposable
{
    private readonly List<HttpClient> _clients = [];
    private volatile Person? _person;
    private string? _access;

    /// <summary>Nobody answers while the server is known to be down: its port may be another's by then.</summary>
    public Person Person => _person ?? throw new HttpRequestException("No server listens.");

    public Uri Address
    {
        get => _clients[^1].BaseAddress!;
        set
        {
            _clients.Add(new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = value });
            _person = new(_clients[^1]) { Access = _access };
        }
    }

    /// <summary>The server was killed; an address says where it is again.</summary>
    public void Lose() => _person = null;

    public async Task<Person> SignInAsync(Uri address)
    {
        Address = address;
        _access = (await Person.PostAsync("/auth/login/", new { username = "boss", password = "a long secret" })).Expect(200)["access"].Text;
        Address = address;
        return Person;
    }

    public void Dispose()
    {
        foreach (var client in _clients)
            client.Dispose();
    }
}
