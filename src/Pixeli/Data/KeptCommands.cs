using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace Pixeli.Data;

/// <summary>The compiled statements of one connection, while nobody uses them. Like its connection, not for several threads.</summary>
internal sealed class KeptCommands
{
    private const int Most = 64; // a compiled statement takes some 10 KB

    private readonly Dictionary<string, LinkedListNode<KeptCommand>> _byText = new(StringComparer.Ordinal);
    private readonly LinkedList<KeptCommand> _lastUsedFirst = [];
    private bool _ended;

    /// <summary>Statements that wait for their next use.</summary>
    public int Count => _byText.Count;

    /// <summary>A command that does what <paramref name="made"/> would, compiled already if one with the same text was here.</summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "It comes back when it is disposed, and ends with the connection.")]
    [SuppressMessage("Security", "CA2100", Justification = "The text is that of a command made already.")]
    public KeptCommand Take(SqliteCommand made)
    {
        if (_byText.Remove(made.CommandText, out var node))
            _lastUsedFirst.Remove(node);
        var command = node?.Value ?? new KeptCommand(this) { Connection = made.Connection, CommandText = made.CommandText };
        command.Transaction = made.Transaction;
        command.CommandTimeout = made.CommandTimeout;
        foreach (SqliteParameter parameter in made.Parameters)
            command.Parameters.Add(parameter);
        return command.Lend();
    }

    /// <summary>Takes a command back after use; ends the one that was not used for longest when there are too many.</summary>
    public void Return(KeptCommand command)
    {
        var node = new LinkedListNode<KeptCommand>(command);
        if (_ended || !_byText.TryAdd(command.CommandText, node)) // the same statement ran twice at once
        {
            command.End();
            return;
        }

        _lastUsedFirst.AddFirst(node);
        if (_byText.Count > Most)
            Remove(_lastUsedFirst.Last!);
    }

    /// <summary>Frees all, those that return later too.</summary>
    public void End()
    {
        _ended = true;
        while (_lastUsedFirst.Last is { } node)
            Remove(node);
    }

    private void Remove(LinkedListNode<KeptCommand> node)
    {
        _lastUsedFirst.Remove(node);
        _byText.Remove(node.Value.CommandText);
        node.Value.End();
    }
}
