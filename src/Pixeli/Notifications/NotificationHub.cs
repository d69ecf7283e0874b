using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Pixeli.Hosting.Telemetry;

namespace Pixeli.Notifications;

/// <summary>The live connections of this process. A person may have many.</summary>
public sealed class NotificationHub
{
    private readonly IOptions<JsonOptions> _json;

    private readonly ConcurrentDictionary<Guid, ConcurrentDictionary<NotificationConnection, bool>> _people = new();

    private readonly RecentMessages _recent = new();

    public NotificationHub(IOptions<JsonOptions> json, PixeliMeter meters)
    {
        _json = json;
        meters.Instruments.CreateObservableUpDownCounter("pixeli.sockets.open", () => Connections.Count(), "{connection}", "WebSockets that are open.");
    }

    internal IEnumerable<NotificationConnection> Connections => _people.Values.SelectMany(connections => connections.Keys);

    /// <summary>Who is connected.</summary>
    internal IEnumerable<Guid> People => _people.Where(person => !person.Value.IsEmpty).Select(person => person.Key);

    public bool IsConnected(Guid person) => _people.TryGetValue(person, out var connections) && !connections.IsEmpty;

    /// <summary>Sends a message to every connection of a person. Never waits: who reads too slowly is dropped.</summary>
    public void Send(Guid person, NotificationMessage message)
    {
        _recent.Add(message);
        Deliver(person, message);
    }

    /// <summary>As <see cref="Send"/>, unless just this was sent before.</summary>
    internal void SendOnce(Guid person, NotificationMessage message)
    {
        if (_recent.Add(message))
            Deliver(person, message);
    }

    internal void Add(NotificationConnection connection) =>
        _people.GetOrAdd(connection.Person, _ => new()).TryAdd(connection, true);

    // An empty entry stays: taking it away could lose a connection that is just being added. It is small, and there is one a person.
    internal void Remove(NotificationConnection connection)
    {
        if (_people.TryGetValue(connection.Person, out var connections))
            connections.TryRemove(connection, out _);
    }

    private void Deliver(Guid person, NotificationMessage message)
    {
        if (!_people.TryGetValue(person, out var connections))
            return;
        var bytes = JsonSerializer.SerializeToUtf8Bytes(message, _json.Value.SerializerOptions); // once for all of them
        foreach (var connection in connections.Keys)
            connection.Enqueue(bytes);
    }
}
