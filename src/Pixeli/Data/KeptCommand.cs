using Microsoft.Data.Sqlite;

namespace Pixeli.Data;

/// <summary>A command that goes back to the others of its connection when Entity Framework disposes it.</summary>
internal sealed class KeptCommand(KeptCommands home) : SqliteCommand
{
    private bool _inUse = true;
    private bool _ended;

    /// <summary>Somebody has it now, and will dispose it.</summary>
    public KeptCommand Lend()
    {
        _inUse = true;
        return this;
    }

    /// <summary>Frees the compiled statement.</summary>
    public void End()
    {
        _ended = true;
        Dispose();
    }

    protected override void Dispose(bool disposing)
    {
        if (!disposing || _ended)
        {
            base.Dispose(disposing);
            return;
        }

        if (!_inUse)
            return; // disposed twice
        _inUse = false;
        Parameters.Clear();
        Transaction = null;
        home.Return(this);
    }
}
