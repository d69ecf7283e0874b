namespace Pixeli.Hosting.Roles;

/// <summary>What a process of the site does: <c>serve --role</c>.</summary>
/// <param name="IsWeb">It answers people.</param>
/// <param name="IsWorker">It works off what waits in the database.</param>
public sealed record ServerRole(bool IsWeb, bool IsWorker)
{
    public static ServerRole All { get; } = new(true, true);

    public static ServerRole Web { get; } = new(true, false);

    public static ServerRole Worker { get; } = new(false, true);

    /// <summary>The names there are, for messages.</summary>
    public const string Names = "web, worker, all";

    /// <summary>The role of a name, or null.</summary>
    public static ServerRole? Parse(string name) => name switch
    {
        "web" => Web,
        "worker" => Worker,
        "all" => All,
        _ => null,
    };
}
