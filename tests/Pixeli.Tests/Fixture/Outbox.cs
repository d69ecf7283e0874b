using System.Text;
using System.Text.RegularExpressions;

namespace Pixeli.Tests;

/// <summary>The mails an app wrote into its data folder, having no mail server.</summary>
internal sealed class Outbox(string folder)
{
    /// <summary>The mails to an address, oldest first.</summary>
    public List<ReceivedMail> To(string address) =>
    [
        .. Directory.EnumerateFiles(folder, "*.eml").Order(StringComparer.Ordinal) // their names begin with the time
            .Select(file => ReceivedMail.Parse(File.ReadAllText(file)))
            .Where(mail => mail.To.Equals(address, StringComparison.OrdinalIgnoreCase)),
    ];

    /// <summary>Waits until so many mails to an address are there and returns the newest.</summary>
    public async Task<ReceivedMail> NewestAsync(string address, int count = 1)
    {
        await Wait.UntilAsync($"mail {count} to {address} is written", () => To(address).Count >= count);
        return To(address)[^1];
    }
}

/// <summary>A mail as its reader sees it.</summary>
internal sealed partial record ReceivedMail(string From, string To, string Subject, string Text, string Html)
{
    public string Code => SixDigits().Match(Subject).Value;

    /// <summary>Reads a multipart/alternative message of two quoted-printable parts.</summary>
    public static ReceivedMail Parse(string message)
    {
        var (headers, body) = Split(message.ReplaceLineEndings("\n"));
        var boundary = Boundary().Match(headers["content-type"]).Groups[1].Value;
        var parts = body.Split("--" + boundary).Skip(1).SkipLast(1).Select(part => Split(part.TrimStart('\n'))).ToArray();
        Assert.StartsWith("multipart/alternative", headers["content-type"], StringComparison.Ordinal);
        Assert.Equal(["text/plain", "text/html"], parts.Select(part => part.Headers["content-type"].Split(';')[0]));
        return new(headers["from"], headers["to"], headers["subject"], Decoded(parts[0].Body), Decoded(parts[1].Body));
    }

    private static (Dictionary<string, string> Headers, string Body) Split(string part)
    {
        var end = part.IndexOf("\n\n", StringComparison.Ordinal);
        var lines = Folding().Replace(part[..end], " ").Split('\n');
        return (lines.Select(line => line.Split(':', 2)).GroupBy(pair => pair[0].ToLowerInvariant()).ToDictionary(pairs => pairs.Key, pairs => pairs.First()[1].Trim()), part[(end + 2)..]);
    }

    // RFC 2045, section 6.7: quoted-printable.
    private static string Decoded(string body)
    {
        var bytes = new List<byte>();
        var text = body.Replace("=\n", "", StringComparison.Ordinal);
        for (var index = 0; index < text.Length; index++)
        {
            if (text[index] != '=')
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(text, index, 1));
                continue;
            }

            bytes.Add(Convert.ToByte(text.Substring(index + 1, 2), 16));
            index += 2;
        }

        return Encoding.UTF8.GetString([.. bytes]).ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
    }

    [GeneratedRegex("^[0-9]{6}")]
    private static partial Regex SixDigits();

    [GeneratedRegex("boundary=\"?([^\";]+)\"?")]
    private static partial Regex Boundary();

    [GeneratedRegex("\n[ \t]+")]
    private static partial Regex Folding();
}
