namespace Pixeli.Bench;

/// <summary>Measuring cannot go on; the message says why and what to do.</summary>
internal sealed class BenchException(string message, Exception? inner = null) : Exception(message, inner);
