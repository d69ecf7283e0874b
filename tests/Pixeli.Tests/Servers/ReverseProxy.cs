using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Pixeli.Tests.Servers;

/// <summary>nginx or Caddy in a process of its own, with its file of deploy/proxy/ as it stands but for ports and certificates.</summary>
internal sealed class ReverseProxy : IDisposable
{
    public const string Site = "https://photos.example.org";
    private const int Attempts = 3; // another program may take a port first
    private readonly string _folder = Directory.CreateTempSubdirectory("pixeli-proxy-").FullName;
    private readonly int _plain = SmtpServer.FreePort();
    private readonly int _tls = SmtpServer.FreePort();
    private Process? _process;

    private ReverseProxy()
    {
    }

    /// <param name="name">nginx or caddy.</param>
    /// <param name="web">The two ports of web processes.</param>
    public static async Task<ReverseProxy> StartAsync(string name, params int[] web)
    {
        for (var attempt = 1; ; attempt++)
        {
            var proxy = new ReverseProxy();
            proxy._process = Process.Start(name == "nginx" ? await proxy.NginxAsync(web) : await proxy.CaddyAsync(web))!;
            if (await proxy.IsReadyAsync())
                return proxy;
            proxy.Dispose();
            Assert.True(attempt < Attempts, $"{name} ended at its start.");
        }
    }

    /// <summary>What a browser at an address of this machine connects by, under the site's name.</summary>
    public SocketsHttpHandler From(string address) => new()
    {
        UseCookies = false,
        AllowAutoRedirect = false,
        SslOptions = new SslClientAuthenticationOptions
        {
            // Made by itself, but for this name.
            RemoteCertificateValidationCallback = (_, _, _, errors) => !errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch),
        },
        ConnectCallback = async (context, cancel) =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            socket.Bind(new IPEndPoint(IPAddress.Parse(address), 0));
            await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port == 443 ? _tls : _plain, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        },
    };

    /// <summary>A browser at an address of this machine: it speaks HTTP/2 where the proxy does.</summary>
    public HttpClient BrowserFrom(string address) => new(new Newest(From(address))) { BaseAddress = new(Site) };

    public void Dispose()
    {
        if (!_process!.HasExited)
            _process.Kill(entireProcessTree: true); // nginx has a process for its work
        _process.WaitForExit();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<bool> IsReadyAsync()
    {
        using var browser = BrowserFrom("127.0.0.1");
        var isReady = false;
        await Wait.UntilAsync("the proxy is ready", async () =>
        {
            try
            {
                isReady = (await browser.GetAsync(new Uri("/health/ready", UriKind.Relative))).IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }

            return isReady || _process!.HasExited;
        });
        return isReady;
    }

    private async Task<ProcessStartInfo> NginxAsync(int[] web)
    {
        var example = await File.ReadAllTextAsync(SourceTree.Of("deploy", "proxy", "nginx.conf"));
        foreach (var (theirs, ours) in ((string, string)[])
        [
            ("127.0.0.1:8000", Loopback(web[0])), ("127.0.0.1:8001", Loopback(web[1])), ("listen 80;", $"listen {Loopback(_plain)};"),
            ("listen 443 ", $"listen {Loopback(_tls)} "), ("/etc/ssl", _folder),
        ])
        {
            Assert.Contains(theirs, example, StringComparison.Ordinal);
            example = example.Replace(theirs, ours, StringComparison.Ordinal);
        }

        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={new Uri(Site).Host}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(new Uri(Site).Host);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        await WriteAsync("photos.example.org.pem", certificate.ExportCertificatePem());
        await WriteAsync("photos.example.org.key", key.ExportPkcs8PrivateKeyPem());
        await WriteAsync("site.conf", example);
        var folders = string.Concat(((string[])["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]).Select(kind => $"{kind}_temp_path {_folder}/{kind};"));
        await WriteAsync(
            "nginx.conf",
            $$"""
            daemon off;
            {{(Environment.IsPrivilegedProcess ? "user root;" : "")}} # the folder is its starter's
            worker_processes 1;
            pid {{_folder}}/pid;
            error_log stderr crit;
            events { }
            http { access_log off; {{folders}} include {{_folder}}/site.conf; }
            """);
        var program = File.Exists("/usr/sbin/nginx") ? "/usr/sbin/nginx" : "nginx"; // where not everybody's PATH leads to
        return new(program, ["-p", _folder, "-e", "stderr", "-c", Path.Combine(_folder, "nginx.conf")]);
    }

    private async Task<ProcessStartInfo> CaddyAsync(int[] web)
    {
        await WriteAsync(
            "Caddyfile",
            string.Create(CultureInfo.InvariantCulture, $$"""
            {
                http_port {{_plain}}
                https_port {{_tls}}
                default_bind 127.0.0.1
                admin off
                local_certs
                skip_install_trust
                log {
                    level ERROR
                }
                storage file_system {{_folder}}
            }
            import "{{SourceTree.Of("deploy", "proxy", "Caddyfile")}}"
            """));
        var start = new ProcessStartInfo("caddy", ["run", "--config", Path.Combine(_folder, "Caddyfile")]);
        start.Environment["PIXELI_WEB"] = string.Join(' ', web.Select(Loopback));
        start.Environment["HOME"] = _folder;
        return start;
    }

    private Task WriteAsync(string name, string text) => File.WriteAllTextAsync(Path.Combine(_folder, name), text);

    private static string Loopback(int port) => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}");

    private sealed class Newest(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Version = HttpVersion.Version20;
            return base.SendAsync(request, cancellationToken);
        }
    }
}
