using Microsoft.Data.Sqlite;

namespace Pixeli.Data;

/// <summary>
/// A connection that stays open when Entity Framework closes it after each statement, and ends with its context, which waits for
/// its next use in a pool; what waits there at the end ends with the process. The provider's own pool makes those who open and
/// close wait for each other, and compiles every statement anew: for the larger ones that costs more than running them.
/// </summary>
internal sealed class KeptConnection(string connectionString) : SqliteConnection(connectionString)
{
    private bool _ending;

    public KeptCommands Commands { get; private set; } = new();

    /// <summary>Closes it now. It opens again, with nothing kept, when it is used.</summary>
    public void LetGo()
    {
        Commands.End();
        Commands = new();
        _ending = true;
        Close();
        _ending = false;
    }

    public override void Close()
    {
        Transaction?.Dispose();
        if (_ending)
            base.Close();
    }

    protected override void Dispose(bool disposing)
    {
        _ending = true;
        if (disposing)
            Commands.End();
        base.Dispose(disposing);
    }
}
