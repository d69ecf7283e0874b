using System.Net.Sockets;
using System.Text;

namespace Pixeli.Tests.Hostile;

/// <summary>Frames that RFC 6455 forbids: the server hangs up on who sends them, and on nobody else.</summary>
public sealed class MalformedFrames(PixeliApp app) : IClassFixture<PixeliApp>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static TheoryData<string, byte[]> Frames => new()
    {
        { "an unmasked frame", [0x81, 0x05, (byte)'h', (byte)'e', (byte)'l', (byte)'l', (byte)'o'] },
        { "an opcode that is reserved", [0x83, 0x80, 0, 0, 0, 0] },
        { "a control opcode that is reserved", [0x8B, 0x80, 0, 0, 0, 0] },
        { "a reserved bit", [0xF1, 0x80, 0, 0, 0, 0] },
        { "a continuation of nothing", [0x80, 0x80, 0, 0, 0, 0] },
        { "a ping in fragments", [0x09, 0x80, 0, 0, 0, 0] },
        { "a ping that is too long", [0x89, 0xFE, 0xFF, 0xFF, 0, 0, 0, 0] },
        { "a length beyond all numbers", [0x82, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0] },
        { "text that is no text", [0x81, 0x82, 0, 0, 0, 0, 0xC3, 0x28] },
        { "a message in fragments", [0x01, 0x81, 0, 0, 0, 0, (byte)'a', 0x00, 0x81, 0, 0, 0, 0, (byte)'b'] },
        { "a close with half a code", [0x88, 0x81, 0, 0, 0, 0, 1] },
    };

    [Theory]
    [MemberData(nameof(Frames))]
    public async Task End_their_own_connection_alone(string what, byte[] frame)
    {
        var (photographer, photo) = await app.PhotoAsync();
        using var bystander = await app.SocketAsync(photographer);
        using var client = new TcpClient();
        await client.ConnectAsync(app.Address.Host, app.Address.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"GET /ws/notifications/?token={photographer.Access} HTTP/1.1\r\nHost: {app.Address.Authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"));
        using var reader = new StreamReader(stream, Encoding.Latin1, leaveOpen: true);
        Assert.Equal("HTTP/1.1 101 Switching Protocols", await reader.ReadLineAsync());

        await stream.WriteAsync(frame);

        Assert.True(await HangsUpAsync(reader), $"The server keeps the connection after {what}.");
        (await (await app.PersonAsync()).PostAsync($"/photos/{photo}/likes/", new { })).Expect(201);
        Assert.Equal("LIKED", (await bystander.NextAsync())!["verb"].Text);
    }

    private static async Task<bool> HangsUpAsync(StreamReader reader)
    {
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            await reader.ReadToEndAsync(limit.Token);
            return true;
        }
        catch (IOException)
        {
            return true; // a reset
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
