namespace Pixeli.Hosting;

/// <summary>How a server says what happens.</summary>
public sealed class LogOptions
{
    /// <summary>How the lines on the standard output look.</summary>
    public LogFormat Format { get; set; }
}

/// <summary>How lines look.</summary>
public enum LogFormat
{
    /// <summary>For people.</summary>
    Text,

    /// <summary>One JSON object a line, for programs that gather logs.</summary>
    Json,
}
