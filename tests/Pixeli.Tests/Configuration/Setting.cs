namespace Pixeli.Tests.Configuration;

/// <summary>A row of the reference, each column ready to stand in a table of Markdown.</summary>
internal sealed record Setting(string Name, string Kind, string Default, string Range, string Meaning);
