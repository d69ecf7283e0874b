using System.Globalization;
using System.Text;

namespace Pixeli.Hosting.FanOut;

/// <summary>A message on its way.</summary>
internal readonly record struct FanOutMessage(FanOutTopic Topic, string Subject, string Text)
{
    /// <summary>Subject of what a process says when it had to drop messages: all subjects missed some.</summary>
    public const string Dropped = "!";

    // PostgreSQL's limit is 7999 bytes. Others' texts are ids, so this leaves room for one that is not.
    public const int MaxTextBytes = 6000;
    private const int MaxPayloadBytes = 7900;

    /// <summary>Packs messages into as few payloads as they need: the sender's id, then a line each with how often it was told.</summary>
    public static IEnumerable<(FanOutTopic Topic, string Payload)> Pack(Guid sender, IEnumerable<FanOutMessage> messages)
    {
        foreach (var topic in messages.GroupBy(message => message.Topic))
        {
            var (payload, bytes) = (new StringBuilder(), 0);
            foreach (var (message, times) in topic.CountBy(message => message))
            {
                var line = string.Create(CultureInfo.InvariantCulture, $"\n{times} {message.Subject} {message.Text}");
                var more = Encoding.UTF8.GetByteCount(line);
                if (bytes > 0 && bytes + more > MaxPayloadBytes)
                {
                    yield return (topic.Key, payload.ToString());
                    bytes = 0;
                }

                if (bytes == 0)
                    (payload, bytes) = (new(sender.ToString("N")), 32);
                payload.Append(line);
                bytes += more;
            }

            if (bytes > 0)
                yield return (topic.Key, payload.ToString());
        }
    }

    /// <summary>Reads a payload; null for one of our own.</summary>
    public static IEnumerable<(string Subject, string Text, int Times)>? Unpack(string payload, Guid reader)
    {
        var lines = payload.Split('\n');
        return lines[0] == reader.ToString("N")
            ? null
            : lines.Skip(1).Select(line => line.Split(' ', 3)).Where(parts => parts.Length == 3 && int.TryParse(parts[0], out _))
                .Select(parts => (parts[1], parts[2], int.Parse(parts[0], CultureInfo.InvariantCulture)));
    }
}
